"""Surveys of millions of records: what a camera-trap system exports → events, effort and cube.

The figures are made by `impact.metrics`, the same functions that the dashboard counts with; what
is different here is only how the rows get there: text is taken for codes at reading, times and
ids are looked at as bytes, a whole column at once. It needs no programme.

- `layouts`: which file is which table, and under what names.
- `reading`: a CSV file → columns of text and of codes.
- `instants`: ISO 8601 text → local times.
- `repeats`: ids that are there twice, without sorting text.
- `coding`: columns of text → rows that can be counted, and what is wrong with them.
- `stays`: the deployments, and when their cameras stood.
- `counting`: rows → events, first records; events and stays → cube.
- `spark`: the same by location on Apache Spark.
"""
