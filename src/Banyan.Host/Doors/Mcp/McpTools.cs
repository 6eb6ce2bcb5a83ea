using System.Text.Json;
using Banyan.Host.Doors.Intents;
using Banyan.Host.Doors.Intents.Model;
using Banyan.Intents;
using Banyan.Intents.Spine;

namespace Banyan.Host.Doors.Mcp;

/// <summary>Runs tools: the same orchestrator behind the same checks as every other door.</summary>
internal sealed class McpTools(IntentFlow flow, IntentViews views, McpGrantedTools granted, TimeProvider time)
{
    private const int MostNameCharacters = 128;

    /// <summary>Names what the key may call: the orchestrator's tools, then those it was granted.</summary>
    public async Task ListToolsAsync(IntentCall call, JsonElement? id)
    {
        var tools = await granted.ListAsync(call);
        await RpcAnswer.SendAsync(call, id, writer => McpToolList.Write(writer, call.Subject, Offered(call), tools));
    }

    /// <summary>Runs the tool a message names.</summary>
    public Task CallAsync(IntentCall call, McpMessage message)
    {
        var arguments = message.Params.ValueKind == JsonValueKind.Object && message.Params.TryGetProperty("arguments", out var given) ? given : default;
        return McpMessage.Text(message.Params, "name") switch
        {
            "ask" => AskAsync(call, message.Id, arguments),
            "run_status" => StatusAsync(call, message.Id, arguments),
            "list_intents" => ListAsync(call, message.Id),
            "confirm" when call.Subject.MayDelegateConfirmation => ConfirmAsync(call, message.Id, arguments),
            var name when Offered(call) is { } catalogue && McpIntents.KeyOf(catalogue, name) is { } key => IntentAsync(call, message.Id, new DirectCall(key, arguments)),
            var name => GrantedAsync(call, message, name ?? "", arguments),
        };
    }

    /// <summary>The intents offered as tools of their own; null when they are only reached by words.</summary>
    private JsonElement? Offered(IntentCall call) => views.ExposesIntents ? views.CatalogueFor(call.Subject) : null;

    /// <summary>One intent, as it was asked for: a conversation of its own, a plan of one step, the same checks.</summary>
    private async Task IntentAsync(IntentCall call, JsonElement? id, DirectCall wanted)
    {
        if (wanted.Arguments.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            await WrongAsync(call, id, "'arguments' must be an object.");
            return;
        }

        var messageId = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        var message = new IncomingMessage(call.Subject, await PlaceAsync(call, null), messageId, wanted.Text) { Call = wanted };
        await ShowAsync(call, id, await flow.PostAsync(message, call.Token), isIntent: true);
    }

    private async Task GrantedAsync(IntentCall call, McpMessage message, string name, JsonElement arguments)
    {
        if (!await granted.TryCallAsync(call, message, name, arguments))
        {
            await RpcAnswer.FailAsync(call, message.Id, RpcAnswer.InvalidParams, "There is no such tool for this key; tools/list names them.");
        }
    }

    private async Task AskAsync(IntentCall call, JsonElement? id, JsonElement arguments)
    {
        if (McpMessage.Text(arguments, "message") is not { } text)
        {
            await WrongAsync(call, id, "'message' must be the user's words.");
            return;
        }

        var place = await PlaceAsync(call, McpMessage.Text(arguments, "conversation"));
        if (!call.Subject.MayDelegateConfirmation && views.IsYes(text) && await views.QuestionAsync(call.Subject, place, call.Token) is { } open)
        {
            // Whoever calls is a program, perhaps a model: its yes is not the person's.
            await RpcAnswer.ToolAsync(call, id, $"Not done. {open.Text} {ByPerson(open.Code)}", RunFacts.Of(open, place));
            return;
        }

        var messageId = McpMessage.Text(arguments, "clientMessageId") ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        await ShowAsync(call, id, await flow.PostAsync(new IncomingMessage(call.Subject, place, messageId, text), call.Token));
    }

    private async Task StatusAsync(IntentCall call, JsonElement? id, JsonElement arguments)
    {
        var found = await views.RunAsync(call.Subject, McpMessage.Text(arguments, "run") ?? "", call.Token);
        await (found is { } run ? RpcAnswer.ToolAsync(call, id, run.GetRawText(), run) : WrongAsync(call, id, "You have no such run."));
    }

    private Task ListAsync(IntentCall call, JsonElement? id)
    {
        var catalogue = views.CatalogueFor(call.Subject);
        return RpcAnswer.ToolAsync(call, id, catalogue.GetRawText(), catalogue);
    }

    private async Task ConfirmAsync(IntentCall call, JsonElement? id, JsonElement arguments)
    {
        var decision = McpMessage.Text(arguments, "decision");
        if (McpMessage.Text(arguments, "confirmation") is not { Length: > 0 } code || decision is not ("approve" or "decline"))
        {
            await WrongAsync(call, id, "'confirmation' must be a code and 'decision' must be 'approve' or 'decline'.");
            return;
        }

        await ShowAsync(call, id, await flow.ConfirmAsync(call.Subject, code, decision == "approve", call.Token));
    }

    private async Task ShowAsync(IntentCall call, JsonElement? id, Accepted accepted, bool isIntent = false)
    {
        if (accepted.Refused is { } problem)
        {
            await WrongAsync(call, id, $"{IntentFailures.Of(problem).Code}: {problem.Detail}");
            return;
        }

        var answer = await flow.AnswerAsync(call.Subject, accepted, call.Token);
        var text = answer.GetProperty("text").GetString() ?? "";
        if (answer.TryGetProperty("confirmation", out var asked) && asked.ValueKind == JsonValueKind.Object)
        {
            var code = asked.GetProperty("id").GetString()!;
            var how = call.Subject.MayDelegateConfirmation ? $"Ask the person, then use the tool 'confirm' with {code}." : ByPerson(code);
            text = $"{text}\n\n{asked.GetProperty("text").GetString()} {how}".Trim();
        }

        await (isIntent
            ? RpcAnswer.ToolAsync(call, id, text, RunFacts.With(answer, await views.ResultAsync(call.Subject, accepted.RunId, call.Token)), IsWrong(answer))
            : RpcAnswer.ToolAsync(call, id, text, answer));
    }

    /// <summary>Whether a call of one intent came to nothing: a program must see that without reading words.</summary>
    private static bool IsWrong(JsonElement answer) => answer.GetProperty("kind").GetString() == "clarify" || answer.GetProperty("status").GetString() is "failed" or "planned";

    /// <summary>The conversation of an earlier answer, or of a name; a new one without either.</summary>
    private async Task<Guid> PlaceAsync(IntentCall call, string? named)
    {
        if (Guid.TryParseExact(named, "D", out var known))
        {
            return known;
        }

        var name = string.IsNullOrWhiteSpace(named) || named.Length > MostNameCharacters ? null : named;
        return (await views.OpenAsync(call.Subject, name, call.Token)).Id;
    }

    private static string ByPerson(string code) => $"Only the person can approve this: in the chat, or with POST /intents/v1/confirmations/{code}.";

    private static Task WrongAsync(IntentCall call, JsonElement? id, string text) => RpcAnswer.ToolAsync(call, id, text, null, isError: true);
}
