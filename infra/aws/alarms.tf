locals {
  told = var.alarm_mail == "" ? toset([]) : toset([var.alarm_mail])
}

resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "mail" {
  for_each  = local.told
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

data "aws_iam_policy_document" "alarms" {
  statement {
    sid       = "AlarmsOfThisAccount"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]
    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.here.account_id]
    }
  }
  statement {
    # Without a condition: EventBridge tells SNS nothing that one could ask for, and would never be let in.
    sid       = "EventsOfFailedRuns"
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.alarms.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }
}

resource "aws_sns_topic_policy" "alarms" {
  arn    = aws_sns_topic.alarms.arn
  policy = data.aws_iam_policy_document.alarms.json
}

# A run that ended with anything but 0; also one that could not even begin, which has no exit code.
resource "aws_cloudwatch_event_rule" "failed" {
  name        = "${var.name}-failed"
  description = "Streetdate: a run failed."
  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Task State Change"]
    detail = {
      clusterArn = [aws_ecs_cluster.runs.arn]
      lastStatus = ["STOPPED"]
      "$or" = [
        { containers = { exitCode = [{ "anything-but" = [0] }] } },
        { stopCode = ["TaskFailedToStart"] },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  rule = aws_cloudwatch_event_rule.failed.name
  arn  = aws_sns_topic.alarms.arn

  input_transformer {
    input_paths = {
      at  = "$.time"
      why = "$.detail.stoppedReason"
    }
    input_template = "\"${var.name}: a run failed at <at> (<why>). The last line of its log says what to do: log group ${aws_cloudwatch_log_group.runs.name}\""
  }
}

resource "aws_cloudwatch_log_metric_filter" "finished" {
  name           = "${var.name}-finished"
  log_group_name = aws_cloudwatch_log_group.runs.name
  pattern        = "{ $.event = \"run ended\" }"

  metric_transformation {
    name      = "RunsFinished"
    namespace = var.name
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "${var.name}-silent"
  alarm_description   = "No run of Streetdate finished for ${var.quiet_hours} hours. Is the schedule on, and is the image there?"
  namespace           = var.name
  metric_name         = aws_cloudwatch_log_metric_filter.finished.metric_transformation[0].name
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = var.quiet_hours
  datapoints_to_alarm = var.quiet_hours
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
