using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan migration stage | overlaps | accept | reject | approve</c>: what operators decide while it runs; in force on every node within two seconds.</summary>
internal sealed class MigrationDecisions(SharedOptions shared, CliContext context)
{
    private static readonly string[] Stages = ["legacy", "shadow", "canary", "modern", "modern-only"];
    private static readonly string[] Head = ["ID", "LEGACY", "MODERN", "SCORE", "STATUS"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _key = new("intent") { Description = "The intent, as orders.get" };
    private readonly Argument<string> _stage = new("stage") { Description = "legacy, shadow, canary, modern or modern-only" };
    private readonly Option<double?> _percent = new("--percent") { Description = "Share of people on the new side of a canary, 0 to 100", HelpName = "NUMBER" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why; it stands in the audit log", HelpName = "TEXT", Required = true };
    private readonly Option<string?> _status = new("--status") { Description = "Only those: proposed, granted or rejected", HelpName = "WORD" };
    private readonly Argument<string> _id = new("id") { Description = "The proposal, as banyan migration overlaps shows it" };

    public static IEnumerable<Command> Create(SharedOptions shared, CliContext context)
    {
        var self = new MigrationDecisions(shared, context);
        self._stage.AcceptOnlyFromAmong(Stages);
        var stage = new Command("stage", "Move an intent to a stage.") { self._key, self._stage, self._percent, self._reason };
        stage.SetAction(self.StageAsync);
        HelpPage.AddExamples(stage, "banyan migration stage orders.get shadow --reason \"compare first\"", "banyan migration stage orders.get canary --percent 25 --reason \"the board is green\"");
        var overlaps = new Command("overlaps", "List operations of both sides that may be one intent, most alike first.") { self._status };
        overlaps.SetAction(self.OverlapsAsync);
        HelpPage.AddExamples(overlaps, "banyan migration overlaps --status proposed");
        var approve = new Command("approve", "Let a definition serve that waits for an operator.") { self._key };
        approve.SetAction(self.ApproveAsync);
        HelpPage.AddExamples(approve, "banyan migration approve orders.refund");
        return [stage, overlaps, self.Decision("accept", "Say that the two operations of a proposal are one intent.", true), self.Decision("reject", "Say that they are not.", false), approve];
    }

    private Command Decision(string verb, string description, bool accept)
    {
        var command = new Command(verb, description) { _id };
        command.SetAction((parsed, cancellationToken) => _graph.RunAsync(
            parsed,
            "MigrationDecide",
            writer =>
            {
                writer.WriteString("id", parsed.GetValue(_id));
                writer.WriteBoolean("accept", accept);
            },
            (told, _) => Say($"{Members.Text(told, "legacy")} and {Members.Text(told, "modern")}: {Members.Text(told, "status")}."),
            cancellationToken));
        HelpPage.AddExamples(command, $"banyan migration {verb} 3f2a");
        return command;
    }

    private Task<int> StageAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "MigrationStage",
        writer =>
        {
            writer.WriteString("key", parsed.GetValue(_key));
            writer.WriteString("stage", parsed.GetValue(_stage)!.Replace('-', '_').ToUpperInvariant());
            writer.WriteString("reason", parsed.GetValue(_reason));
            if (parsed.GetValue(_percent) is { } percent)
            {
                writer.WriteNumber("percent", percent);
            }
        },
        (told, _) => Say($"{Members.Text(told, "key")} is at {Words(told)}."),
        cancellationToken);

    private Task<int> OverlapsAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "MigrationOverlaps",
        writer => writer.WriteString("status", parsed.GetValue(_status)),
        (told, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. told.EnumerateArray().Select(Row)]),
        cancellationToken);

    private Task<int> ApproveAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "MigrationApprove", writer => writer.WriteString("key", parsed.GetValue(_key)), (told, _) => Say($"{Members.Text(told, "key")} may serve."), cancellationToken);

    private void Say(string line) => context.Terminal.Out.WriteLine(Printable.Line(line));

    private static string Words(JsonElement told)
    {
        var stage = (Members.Text(told, "stage") ?? "").Replace('_', '-').ToLowerInvariant();
        return stage == "canary" ? $"canary, {Members.Scalar(told, "canaryPercent")} %" : stage;
    }

    private static string[] Row(JsonElement proposal) =>
    [
        Members.Text(proposal, "id") ?? "",
        Members.Text(proposal, "legacy") ?? "",
        Members.Text(proposal, "modern") ?? "",
        proposal.GetProperty("score").GetDouble().ToString("0.00", CultureInfo.InvariantCulture),
        Members.Text(proposal, "status") ?? "",
    ];
}
