using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan kill list | on | off | direct</c>.</summary>
internal sealed class KillCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Scopes = ["all", "provider", "model", "service", "feature", "intent"];
    private static readonly string[] Head = ["ID", "STOPS", "STREAMS", "SINCE", "UNTIL", "BY", "REASON"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Argument<string> _scope = new("scope") { Description = "What: all, provider, model, service, feature or intent" };
    private readonly Argument<string?> _name = new("name") { Description = "Which one of them, by name; nothing for all", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string> _id = new("id") { Description = "The switch's id, as banyan kill list shows it" };
    private readonly Argument<string> _state = new("state") { Description = "on or off" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; it stands in the audit log", HelpName = "TEXT" };
    private readonly Option<bool> _cut = new("--cut-streams") { Description = "End answers under way too" };
    private readonly Option<string?> _until = new("--until") { Description = "Until when, as 2026-12-24T18:00:00Z; for ever when left out", HelpName = "INSTANT" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new KillCommand(shared, context);
        self._scope.AcceptOnlyFromAmong(Scopes);
        self._state.AcceptOnlyFromAmong("on", "off");
        var list = new Command("list", "List what is switched off, newest first.");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan kill list");
        var on = new Command("on", "Stop something, on every node within a second.") { self._scope, self._name, self._reason, self._cut, self._until };
        on.SetAction(self.OnAsync);
        HelpPage.AddExamples(on, "banyan kill on feature autocomplete --reason loop --cut-streams --yes", "banyan kill on provider openai --reason outage --until 2026-12-24T18:00:00Z --yes");
        var off = new Command("off", "Take a switch back.") { self._id };
        off.SetAction(self.OffAsync);
        HelpPage.AddExamples(off, "banyan kill off ID");
        var direct = new Command("direct", "Switch the emergency direct mode: the named model answers, without cache, budgets or limits.") { self._state, self._reason, self._until };
        direct.SetAction(self.DirectAsync);
        HelpPage.AddExamples(direct, "banyan kill direct on --reason outage --yes", "banyan kill direct off --reason over --yes");
        return new Command("kill", "Stop a provider, model, service, feature, intent or everything, and let it go on.") { list, on, off, direct };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.TableAsync(parsed, "KillList", Head, Row, cancellationToken);

    private async Task<int> OnAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (scope, name) = (parsed.GetValue(_scope)!, parsed.GetValue(_name));
        if (parsed.GetValue(_reason) is not { } reason || (scope == "all") != (name is null))
        {
            return Fail(parsed, "kill on wants --reason, and a name for everything but all.", "For example: banyan kill on feature autocomplete --reason loop --cut-streams");
        }

        if (!Consent.Given(parsed, shared, context, $"Stop {(name is null ? "everything" : $"the {scope} {name}")}? Asks are refused on every node within a second."))
        {
            return Fail(parsed, "Nothing was stopped.", "Say yes, or give --yes where nobody can be asked.");
        }

        return await _graph.RunAsync(
            parsed,
            "KillOn",
            writer =>
            {
                writer.WriteStartObject("input");
                writer.WriteString("scope", scope == "all" ? "GLOBAL" : scope.ToUpperInvariant());
                writer.WriteString("scopeId", name ?? "*");
                writer.WriteBoolean("cutStreams", parsed.GetValue(_cut));
                writer.WriteString("reason", reason);
                writer.WriteString("expiresAt", parsed.GetValue(_until));
                writer.WriteEndObject();
            },
            (kill, _) => context.Terminal.Out.WriteLine($"Stopped {What(kill)}{(Members.Text(kill, "expiresAt") is { } end ? $" until {end}" : "")}. To let it go on: banyan kill off {Members.Text(kill, "id")}"),
            cancellationToken);
    }

    private Task<int> OffAsync(ParseResult parsed, CancellationToken cancellationToken) => _graph.RunAsync(
        parsed, "KillOff", writer => writer.WriteString("id", parsed.GetValue(_id)), (_, _) => context.Terminal.Out.WriteLine($"The switch {parsed.GetValue(_id)} is taken back."), cancellationToken);

    private async Task<int> DirectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var on = parsed.GetValue(_state) == "on";
        if (parsed.GetValue(_reason) is not { } reason)
        {
            return Fail(parsed, "kill direct wants --reason.", "It is kept in the audit log beside who gave it.");
        }

        if (!Consent.Given(parsed, shared, context, on ? "Let asks go straight to the models they name, without budgets and limits?" : "End the direct mode?"))
        {
            return Fail(parsed, "The direct mode is as it was.", "Say yes, or give --yes where nobody can be asked.");
        }

        return await _graph.RunAsync(
            parsed,
            "KillDirect",
            writer =>
            {
                writer.WriteBoolean("enabled", on);
                writer.WriteString("reason", reason);
                writer.WriteString("expiresAt", parsed.GetValue(_until));
            },
            (_, _) => context.Terminal.Out.WriteLine(on ? "The direct mode is on: no budgets, no limits. Answers tell x-banyan-direct." : "The direct mode is off."),
            cancellationToken);
    }

    private int Fail(ParseResult parsed, string what, string hint) => shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage(what, hint));

    private static string What(JsonElement kill) => Members.Text(kill, "scope") is "GLOBAL" ? "everything" : $"{Members.Text(kill, "scope")?.ToLowerInvariant()} {Members.Text(kill, "scopeId")}";

    private static string[] Row(JsonElement kill) =>
    [
        Members.Text(kill, "id") ?? "",
        What(kill),
        kill.GetProperty("cutStreams").GetBoolean() ? "cut" : "end",
        Members.Text(kill, "setAt") ?? "",
        Members.Text(kill, "expiresAt") ?? "for ever",
        Members.Text(kill, "setBy") ?? "",
        Members.Text(kill, "reason") ?? "",
    ];
}
