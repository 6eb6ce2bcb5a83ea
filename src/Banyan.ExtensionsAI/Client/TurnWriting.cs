using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Client;

/// <summary>Messages to turns.</summary>
internal static class TurnWriting
{
    /// <exception cref="NotSupportedException">A content has no form in an ask.</exception>
    public static HubTurn Turn(ChatMessage message)
    {
        var role = message.Role == ChatRole.System ? HubRole.System
            : message.Role == ChatRole.Assistant ? HubRole.Assistant
            : message.Role == ChatRole.Tool || message.Contents.Any(content => content is FunctionResultContent) ? HubRole.Tool
            : HubRole.User;
        return new HubTurn(role, "message")
        {
            Name = message.AuthorName is { Length: > 0 } name ? new(JsonText.From(name), nameof(message.AuthorName)) : null,
            Parts = [.. message.Contents.Select(Part).OfType<HubPart>()],
        };
    }

    private static HubPart? Part(AIContent content) => content switch
    {
        TextContent text => new HubText("text", JsonText.From(text.Text)),
        TextReasoningContent thought => new HubThought("reasoning", JsonText.From(thought.Text)),
        FunctionCallContent call => new HubCall("call") { Id = call.CallId, Name = JsonText.From(call.Name), Arguments = JsonRaw.From(PlainJson.Write(call.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal))) },
        FunctionResultContent result => Result(result),
        DataContent data when data.HasTopLevelMediaType("image") => new HubImage("image") { MediaType = data.MediaType, Base64 = JsonText.From(data.Base64Data.ToString()) },
        DataContent data when data.HasTopLevelMediaType("audio") => new HubAudio("audio", JsonText.From(data.Base64Data.ToString()), data.MediaType == "audio/mpeg" ? "mp3" : data.MediaType["audio/".Length..]),
        DataContent data => new HubFile("file") { MediaType = data.MediaType, Base64 = JsonText.From(data.Base64Data.ToString()), Name = data.Name is { } name ? new(JsonText.From(name), "name") : null },
        UriContent linked when linked.HasTopLevelMediaType("image") => new HubImage("image") { Url = JsonText.From(linked.Uri.AbsoluteUri) },
        ErrorContent { ErrorCode: "Refusal" } refusal => new HubRefusal("refusal", JsonText.From(refusal.Message ?? "")),
        UsageContent => null,
        _ => throw new NotSupportedException($"Banyan has no form for {content.GetType().Name} in an ask."),
    };

    private static HubResult Result(FunctionResultContent result)
    {
        var text = result.Exception is not null ? "The function failed." : result.Result as string ?? PlainJson.Write(result.Result);
        return new HubResult("result") { CallId = result.CallId, IsError = result.Exception is not null, Parts = [new HubText("result", JsonText.From(text))] };
    }
}
