using System.Text.Json.Nodes;
using Banyan.Wire.Hub;
using Banyan.Wire.Usage;

namespace Banyan.Wire.Tests.GoldenData;

/// <summary>A folded answer as JSON, so that two of them compare.</summary>
internal static class FoldedJson
{
    public static JsonObject Of(HubFold fold)
    {
        var tokens = fold.Usage?.ToTokens(totalGapIsReasoning: false);
        return new JsonObject
        {
            ["model"] = fold.Model,
            ["choices"] = new JsonArray([.. fold.Choices.Select(Choice)]),
            ["usage"] = tokens is null ? null : Usage(tokens),
            ["complete"] = fold.IsComplete,
        };
    }

    public static JsonObject Usage(TokenUsage tokens) => new()
    {
        ["prompt"] = tokens.Prompt,
        ["completion"] = tokens.Completion,
        ["read"] = tokens.CacheRead,
        ["written"] = tokens.CacheWrite5m + tokens.CacheWrite1h,
    };

    private static JsonObject Choice(HubFoldedChoice choice) => new()
    {
        ["index"] = choice.Index,
        ["blocks"] = new JsonArray([.. choice.Blocks.Select(Block)]),
        ["finish"] = choice.Finish is null ? null : choice.HasCalls && choice.Finish.Reason == HubFinishReason.Stop ? nameof(HubFinishReason.ToolCalls) : choice.Finish.Reason.ToString(),
    };

    private static JsonObject Block(HubBlock block) => block.Call is { } call
        ? new JsonObject { ["call"] = call.Name.ToString(), ["id"] = call.Id, ["arguments"] = Arguments(block) }
        : new JsonObject { ["kind"] = block.Kind.ToString(), ["text"] = block.Text.ToString(), ["signature"] = block.Signature?.Value };

    private static JsonNode Arguments(HubBlock block) => block.Text.IsEmpty ? new JsonObject() : JsonNode.Parse(block.Text.ToString())!;
}
