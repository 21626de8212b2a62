# The dashboard in a container, for docs/hosting.md. Not built by us yet: see there.
# The packages are held by hash, this image by its name alone: where it was written no registry of
# images could be asked. docker buildx imagetools inspect python:3.11-slim tells the digest; put it
# behind the name as @sha256:...
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY requirements.lock ./
RUN pip install --disable-pip-version-check --require-hashes -r requirements.lock
COPY .streamlit/config.toml .streamlit/
COPY dashboard.py server.py ./
COPY impact impact
COPY pages pages
COPY serving serving
COPY signin signin
COPY static static
COPY data data
# Written to: versions, sign-outs and the audit log. Everything else can be read-only.
RUN useradd --system --uid 10001 --home-dir /nonexistent wildcats \
    && install -d -o wildcats -m 700 /var/lib/wildcats
USER wildcats
ENV HOME=/tmp \
    IMPACT_STORE=/var/lib/wildcats/store \
    IMPACT_STATE=/var/lib/wildcats/state \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501
VOLUME /var/lib/wildcats
EXPOSE 8501
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8501/_stcore/health', timeout=5)"]
CMD ["python", "-m", "streamlit", "run", "server.py"]
