resource "aws_cloudwatch_log_group" "runs" {
  name              = "/${var.name}/runs"
  retention_in_days = var.days_of_logs
}

resource "aws_ecs_cluster" "runs" {
  name = var.name
}

resource "aws_ecs_task_definition" "run" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.prepare.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.architecture
  }

  # Gone with the task. The image says who may write there.
  volume {
    name = "data"
  }

  container_definitions = jsonencode([{
    name                   = "streetdate"
    image                  = "${aws_ecr_repository.images.repository_url}:${var.release}"
    essential              = true
    readonlyRootFilesystem = true
    user                   = "10001:10001"
    entryPoint             = ["/bin/sh", "-c"]
    command                = ["printf '%s\\n' \"$STREETDATE_SETTINGS\" > /data/streetdate.toml && exec streetdate run --config /data/streetdate.toml"]
    mountPoints            = [{ sourceVolume = "data", containerPath = "/data", readOnly = false }]
    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { drop = ["ALL"] }
    }
    secrets = [for name in sort(local.held) : { name = name, valueFrom = aws_secretsmanager_secret.held[name].arn }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.runs.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "run"
      }
    }
  }])
}

resource "aws_security_group" "run" {
  name        = "${var.name}-run"
  description = "Streetdate: calls out, and is called by nobody."
  vpc_id      = var.vpc
}

resource "aws_vpc_security_group_egress_rule" "run" {
  for_each          = { for port in var.ports : tostring(port) => port }
  security_group_id = aws_security_group.run.id
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0" # the tools have no fixed addresses
}
