using System.CommandLine;
using System.Text.Json;
using Banyan.Cli.Graph;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan limits list | set | shadow | remove</c>.</summary>
internal sealed class LimitsCommand(SharedOptions shared, CliContext context)
{
    private static readonly string[] Head = ["ID", "REQUESTS/MIN", "TOKENS/MIN", "AT ONCE", "MODE", "LEFT", "TOKENS LEFT"];
    private static readonly string[] Scopes = ["global", "provider", "service", "user", "feature", "key"];

    private readonly GraphRun _graph = new(shared, context);
    private readonly Option<string?> _scope = new("--scope") { Description = "Only those of it: global, provider, service, user, feature or key", HelpName = "WORD" };
    private readonly Argument<string> _id = new("id") { Description = "Scope and name, as service:billing or user:*" };
    private readonly Option<int?> _requests = new("--requests") { Description = "Requests per minute", HelpName = "NUMBER" };
    private readonly Option<long?> _tokens = new("--tokens") { Description = "Prompt and completion tokens per minute", HelpName = "NUMBER" };
    private readonly Option<int?> _concurrent = new("--concurrent") { Description = "Requests at once", HelpName = "NUMBER" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new LimitsCommand(shared, context);
        var list = new Command("list", "List rate limits with what is left of them: those that were set, and the configuration's where none was.") { self._scope };
        list.Aliases.Add("show");
        list.SetAction(self.ListAsync);
        HelpPage.AddExamples(list, "banyan limits list", "banyan limits list --scope service --json | jq -r '.[].id'");
        var set = new Command("set", "Set a limit in place of an earlier one and of the configuration's. What is left out is not bounded.") { self._id, self._requests, self._tokens, self._concurrent };
        set.SetAction((parsed, cancellationToken) => self.SetAsync(parsed, "ENFORCE", cancellationToken));
        HelpPage.AddExamples(set, "banyan limits set service:billing --requests 600 --tokens 500000", "banyan limits set user:* --requests 30 --concurrent 2");
        var shadow = new Command("shadow", "Set a limit that is only counted: metrics and the log tell what it would have refused.") { self._id, self._requests, self._tokens, self._concurrent };
        shadow.SetAction((parsed, cancellationToken) => self.SetAsync(parsed, "SHADOW", cancellationToken));
        HelpPage.AddExamples(shadow, "banyan limits shadow service:billing --requests 60");
        var remove = new Command("remove", "Take a limit away that was set, so that the configuration holds again.") { self._id };
        remove.SetAction(self.RemoveAsync);
        HelpPage.AddExamples(remove, "banyan limits remove service:billing");
        return new Command("limits", "Look at rate limits, set them, and try them in the shadow.") { list, set, shadow, remove };
    }

    private Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var scope = parsed.GetValue(_scope);
        return scope is not null && !Scopes.Contains(scope, StringComparer.OrdinalIgnoreCase)
            ? Task.FromResult(Wrong(parsed, $"There is no scope '{scope}'."))
            : _graph.RunAsync(
                parsed,
                "LimitsList",
                writer => writer.WriteString("scope", scope?.ToUpperInvariant()),
                (limits, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [.. limits.EnumerateArray().Select(Row)]),
                cancellationToken);
    }

    private Task<int> SetAsync(ParseResult parsed, string mode, CancellationToken cancellationToken)
    {
        if (Parts(parsed) is not var (scope, id))
        {
            return Task.FromResult(Wrong(parsed, "A limit is named by its scope and whom it is for."));
        }

        var (requests, tokens, concurrent) = (parsed.GetValue(_requests), parsed.GetValue(_tokens), parsed.GetValue(_concurrent));
        if (requests is null && tokens is null && concurrent is null)
        {
            return Task.FromResult(shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage("A limit bounds something.", "Give --requests, --tokens or --concurrent.")));
        }

        return _graph.RunAsync(
            parsed,
            "LimitsSet",
            writer =>
            {
                writer.WriteStartObject("input");
                writer.WriteString("scope", scope);
                writer.WriteString("scopeId", id);
                Number(writer, "requestsPerMinute", requests);
                Number(writer, "tokensPerMinute", tokens);
                Number(writer, "concurrent", concurrent);
                writer.WriteString("mode", mode);
                writer.WriteEndObject();
            },
            (limit, paint) => TextTable.Write(context.Terminal.Out, paint, Head, [Row(limit)]),
            cancellationToken);
    }

    private Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)!;
        return Parts(parsed) is null
            ? Task.FromResult(Wrong(parsed, "A limit is named by its scope and whom it is for."))
            : _graph.RunAsync(
                parsed,
                "LimitsRemove",
                writer => writer.WriteString("id", id),
                (removed, _) => context.Terminal.Out.WriteLine(removed.GetBoolean() ? $"The limit {id} is gone." : $"There was no limit {id} that was set."),
                cancellationToken);
    }

    private (string Scope, string Id)? Parts(ParseResult parsed)
    {
        var words = parsed.GetValue(_id)!.Split(':', 2);
        return words.Length == 2 && words[1].Length > 0 && Scopes.Contains(words[0], StringComparer.OrdinalIgnoreCase) ? (words[0].ToUpperInvariant(), words[1]) : null;
    }

    private int Wrong(ParseResult parsed, string what) =>
        shared.TalkOf(parsed, context, parsed.GetValue(shared.Json)).Fail(CliFailure.Usage(what, $"Scopes are {string.Join(", ", Scopes)}; a limit reads as service:billing."));

    private static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static string[] Row(JsonElement limit) =>
    [
        Members.Text(limit, "id") ?? "",
        Members.Scalar(limit, "requestsPerMinute") ?? "-",
        Members.Scalar(limit, "tokensPerMinute") ?? "-",
        Members.Scalar(limit, "concurrent") ?? "-",
        (Members.Text(limit, "mode") ?? "").ToLowerInvariant(),
        Members.Scalar(limit, "remainingRequests") ?? "-",
        Members.Scalar(limit, "remainingTokens") ?? "-",
    ];
}
