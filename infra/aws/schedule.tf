resource "aws_scheduler_schedule" "start" {
  name                         = var.name
  description                  = "Starts a run of Streetdate."
  schedule_expression          = var.schedule
  schedule_expression_timezone = var.time_zone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_ecs_cluster.runs.arn
    role_arn = aws_iam_role.start.arn

    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.run.arn
      launch_type         = "FARGATE"
      task_count          = 1

      network_configuration {
        subnets          = var.subnets
        security_groups  = [aws_security_group.run.id]
        assign_public_ip = var.public_address
      }
    }

    retry_policy {
      maximum_retry_attempts       = 3
      maximum_event_age_in_seconds = 900 # a later start would only meet the next
    }
  }
}
