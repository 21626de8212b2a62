"""From checked tables to figures: one module a figure, tables in, tables out.

- `events`: detections, which are independent events and neither photos nor animals.
- `effort`: trap-nights of a deployment, of a location, of a month.
- `rates`: detections per 100 trap-nights, with their interval and the share of stations.
- `change`: the ratio of two rates, with its interval and p-value.
- `zero`: how high a rate may be where nothing was recorded, and which months were reported on.
- `first_records`: the earliest record on file of a species in an area.
- `conflicts`: incidents, close encounters, losses, and days since the last incident.
- `areas`: protected land in km2.
- `individuals`: the minimum number of animals.
- `reports`: what news and projects wrote, which is no survey.
- `estimates`: population figures that others have published.
- `targets`: how much of the way to a target has been covered.
- `cube`: detections and effort by month and place, made once when publishing.
- `levels`: media level or event level, one of them for each deployment.
- `worked_days`: days on which a camera worked, and what was recorded on one of them.
- `summaries`: the small tables by area and year that pages draw from.
- `thinning`: which record starts an event, the arithmetic behind `events`.
- `dates`: the last day that a partial date allows, which three of these share.
"""
