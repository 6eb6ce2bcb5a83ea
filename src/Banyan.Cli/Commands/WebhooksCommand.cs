using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan webhooks list | add | test | deliveries | resend | rotate | remove</c>.</summary>
internal sealed class WebhooksCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["ID", "URL", "EVENTS", "STATE", "SECRET"];
    private static readonly string[] LogHead = ["ID", "WHEN", "EVENT", "STATUS", "TRIES", "HTTP", "MS", "NEXT", "PROBLEM"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _url = new("url") { Description = "Where events are posted, as https://hooks.example.com/banyan" };
    private readonly Argument<string> _id = new("id") { Description = "The webhook's id, as banyan webhooks list shows it" };
    private readonly Argument<string> _delivery = new("delivery") { Description = "The delivery's id, as banyan webhooks deliveries shows it" };
    private readonly Option<string[]> _events = new("--event") { Description = "A type it asks for, as budget.exceeded; all when left out", HelpName = "TYPE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _status = new("--status") { Description = "Only those that are pending, delivered or dead", HelpName = "STATUS" };
    private readonly Option<int> _first = new("--first") { Description = "At most so many, 1 to 200", HelpName = "N", DefaultValueFactory = static _ => 20 };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new WebhooksCommand(shared, context);
        self._status.AcceptOnlyFromAmong("pending", "delivered", "dead");
        var list = new Command("list", "List who is told of what.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan webhooks list");
        var add = new Command("add", "Have events posted to an address. Its signing secret is shown this once.") { self._url, self._events };
        add.SetAction(self.AddAsync);
        HelpPage.AddExamples(add, "banyan webhooks add https://hooks.example.com/banyan --event budget.exceeded alert.opened", "banyan webhooks add https://hooks.example.com/banyan");
        var test = new Command("test", "Post an event of type webhook.test now and tell what the receiver said.") { self._id };
        test.SetAction(self.TestAsync);
        HelpPage.AddExamples(test, "banyan webhooks test ID");
        var deliveries = new Command("deliveries", "List what was posted to a webhook in the last 30 days, newest first.") { self._id, self._status, self._first };
        deliveries.SetAction(self.DeliveriesAsync);
        HelpPage.AddExamples(deliveries, "banyan webhooks deliveries ID --status dead");
        var resend = new Command("resend", "Post a delivery again now, with the same webhook-id.") { self._delivery };
        resend.SetAction(self.ResendAsync);
        HelpPage.AddExamples(resend, "banyan webhooks resend DELIVERY");
        var rotate = new Command("rotate", "Give a webhook another secret, shown this once; both sign for 24 hours.") { self._id };
        rotate.SetAction(self.RotateAsync);
        HelpPage.AddExamples(rotate, "banyan webhooks rotate ID");
        var remove = new Command("remove", "Take a webhook away with its log.") { self._id };
        remove.SetAction(self.RemoveAsync);
        HelpPage.AddExamples(remove, "banyan webhooks remove ID --yes");
        return new Command("webhooks", "Tell your own systems of budgets, alerts, keys and changes, signed and at least once.") { list, add, test, deliveries, resend, rotate, remove };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "WebhooksList", Head, Row, cancellationToken);

    private Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "WebhooksSave",
        writer =>
        {
            writer.WriteStartObject("input");
            writer.WriteString("url", parsed.GetValue(_url));
            Members.WriteTexts(writer, "events", parsed.GetValue(_events) is { Length: > 0 } asked ? asked : ["*"]);
            writer.WriteEndObject();
        },
        (issue, _) => Told(issue, "is told from now on"),
        cancellationToken);

    private Task<int> TestAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "WebhooksTest", writer => writer.WriteString("id", parsed.GetValue(_id)), (delivery, _) => Tried(delivery), cancellationToken, then: Failed);

    private Task<int> DeliveriesAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed,
        "WebhooksDeliveries",
        writer =>
        {
            writer.WriteString("id", parsed.GetValue(_id));
            writer.WriteString("status", parsed.GetValue(_status));
            writer.WriteNumber("first", parsed.GetValue(_first));
        },
        (log, paint) => TextTable.Write(context.Terminal.Out, paint, LogHead, [.. log.EnumerateArray().Select(LogRow)]),
        cancellationToken,
        member: "nodes");

    private Task<int> ResendAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "WebhooksResend", writer => writer.WriteString("id", parsed.GetValue(_delivery)), (delivery, _) => Tried(delivery), cancellationToken, then: Failed);

    private Task<int> RotateAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "WebhooksRotate", writer => writer.WriteString("id", parsed.GetValue(_id)), (issue, _) => Told(issue, "signs with both secrets for 24 hours"), cancellationToken);

    private async Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!Consent.Given(parsed, shared, context, $"Take the webhook {parsed.GetValue(_id)} away, with its log?"))
        {
            return shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("Nothing was removed.", "Say yes, or give --yes where nobody can be asked."));
        }

        return await _graph.RunAsync(
            parsed, "WebhooksRemove", writer => writer.WriteString("id", parsed.GetValue(_id)), (_, _) => context.Terminal.Out.WriteLine($"The webhook {parsed.GetValue(_id)} is gone."), cancellationToken);
    }

    private void Told(JsonElement issue, string what)
    {
        var webhook = issue.GetProperty("webhook");
        context.Terminal.Out.WriteLine($"Webhook {Members.Text(webhook, "id")} {what}.");
        context.Terminal.Out.WriteLine($"Its secret, shown this once: {Members.Text(issue, "secret")}");
        context.Terminal.Out.WriteLine($"Try it: banyan webhooks test {Members.Text(webhook, "id")}");
    }

    private void Tried(JsonElement delivery) =>
        context.Terminal.Out.WriteLine($"Delivery {Members.Text(delivery, "id")} was taken with {delivery.GetProperty("httpStatus").GetInt32()} in {delivery.GetProperty("responseMs").GetInt32()} ms.");

    /// <summary>A receiver that did not take it is a failure, so that scripts see it.</summary>
    private static CliFailure? Failed(JsonElement delivery) => Members.Text(delivery, "status") == "delivered"
        ? null
        : new CliFailure(ExitCode.Failed, "not_delivered", $"The receiver did not take it: {Members.Text(delivery, "problem") ?? "nobody attempted it yet"}.", "It is tried again by itself unless it is dead: banyan webhooks deliveries ID");

    private static string[] Row(JsonElement hook) =>
    [
        Members.Text(hook, "id") ?? "",
        Members.Text(hook, "url") ?? "",
        string.Join(' ', hook.GetProperty("events").EnumerateArray().Select(type => type.GetString())),
        !hook.GetProperty("enabled").GetBoolean() ? "off" : hook.GetProperty("failing").GetBoolean() ? "failing" : "on",
        Members.Text(hook, "secretPrefix") + "...",
    ];

    private static string[] LogRow(JsonElement delivery) =>
    [
        Members.Text(delivery, "id") ?? "",
        Members.Text(delivery, "createdAt") ?? "",
        Members.Text(delivery, "event") ?? "",
        Members.Text(delivery, "status") ?? "",
        Number(delivery, "attempts"),
        Number(delivery, "httpStatus"),
        Number(delivery, "responseMs"),
        Members.Text(delivery, "nextAttemptAt") ?? "-",
        Members.Text(delivery, "problem") ?? "-",
    ];

    private static string Number(JsonElement of, string name) => of.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "-";
}
