# A run has no identity: the program calls nothing of AWS. These two are for what starts it.

data "aws_iam_policy_document" "tasks_may_be" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.here.account_id]
    }
  }
}

data "aws_iam_policy_document" "scheduler_may_be" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.here.account_id]
    }
  }
}

data "aws_iam_policy_document" "prepare" {
  statement {
    sid       = "HandTheRunItsSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [for each in aws_secretsmanager_secret.held : each.arn]
  }
  statement {
    sid       = "FetchTheImage"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [aws_ecr_repository.images.arn]
  }
  statement {
    sid       = "SignInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"] # the one right here that AWS knows for no single resource; it opens nothing by itself
  }
  statement {
    sid       = "WriteTheLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.runs.arn}:log-stream:run/*"]
  }
}

data "aws_iam_policy_document" "start" {
  statement {
    sid       = "StartThisTaskHere"
    actions   = ["ecs:RunTask"]
    resources = [aws_ecs_task_definition.run.arn]
    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.runs.arn]
    }
  }
  statement {
    sid       = "HandOverThePreparingRole"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.prepare.arn]
    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "prepare" {
  name               = "${var.name}-prepare"
  description        = "Streetdate: fetches image and secrets for a run and writes its log."
  assume_role_policy = data.aws_iam_policy_document.tasks_may_be.json
}

resource "aws_iam_role_policy" "prepare" {
  role   = aws_iam_role.prepare.id
  policy = data.aws_iam_policy_document.prepare.json
}

resource "aws_iam_role" "start" {
  name               = "${var.name}-start"
  description        = "Streetdate: starts a run when it is due."
  assume_role_policy = data.aws_iam_policy_document.scheduler_may_be.json
}

resource "aws_iam_role_policy" "start" {
  role   = aws_iam_role.start.id
  policy = data.aws_iam_policy_document.start.json
}
