using System.Text.Json;
using Banyan.Intents.Spine;
using GatewayTool = Banyan.Gateway.Tools.Registry.Tool;
using ToolEffect = Banyan.Gateway.Tools.Registry.ToolEffect;

namespace Banyan.Host.Doors.Mcp;

/// <summary>The tools and what they take.</summary>
internal static class McpToolList
{
    private static readonly Tool[] Tools =
    [
        new("ask", "Ask in the user's own words", "Hands the user's words to the services behind this one and gives their answer. Reads run at once; what changes something may come back as a confirmation that the person must give.", false)
        {
            Takes = [("message", "The user's words, at most 4,000 characters", true), ("conversation", "conversationId of an earlier answer, or a name of your own, to go on with it", false), ("clientMessageId", "Your id of the message; sending it again does nothing twice", false)],
        },
        new("run_status", "Look at a run", "Plan, steps, confirmation and answer of a run.", true) { Takes = [("run", "runId of an answer", true)] },
        new("list_intents", "What can be asked for", "The intents the user may ask for, with what they take.", true),
    ];

    private static readonly Tool Confirm = new("confirm", "Confirm for the user", "Gives or declines a confirmation in the user's name. Only after the user was shown it and said so.", false)
    {
        Takes = [("confirmation", "The code, as 7K3Q", true), ("decision", "approve or decline", true)],
    };

    /// <summary>Names that are taken, whoever may use them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Tools.Append(Confirm).Select(tool => tool.Name)];

    /// <summary>Writes those a person's key may use.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="subject">The person.</param>
    /// <param name="catalogue">Intents that are offered as tools of their own; null when none are.</param>
    /// <param name="granted">The gateway's tools the key was granted.</param>
    public static void Write(Utf8JsonWriter writer, Subject subject, JsonElement? catalogue, IReadOnlyList<GatewayTool> granted)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tools");
        foreach (var tool in subject.MayDelegateConfirmation ? [.. Tools, Confirm] : Tools)
        {
            tool.Write(writer);
        }

        if (catalogue is { } offered)
        {
            McpIntents.Write(writer, offered);
        }

        // The orchestrator's names come first: a tool of the same name can't be called here.
        foreach (var tool in granted.Where(tool => !Names.Contains(tool.Name, StringComparer.Ordinal) && (catalogue is not { } intents || McpIntents.KeyOf(intents, tool.Name) is null)))
        {
            Write(writer, tool);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, GatewayTool tool)
    {
        writer.WriteStartObject();
        writer.WriteString("name", tool.Name);
        writer.WriteString("description", tool.Description);
        writer.WritePropertyName("inputSchema");
        tool.InputSchema.WriteTo(writer);
        if (tool.OutputSchema is { } output && output.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object"u8))
        {
            writer.WritePropertyName("outputSchema");
            output.WriteTo(writer);
        }

        writer.WriteStartObject("annotations");
        writer.WriteBoolean("readOnlyHint", tool.Effect == ToolEffect.Read);
        writer.WriteBoolean("destructiveHint", tool.Effect == ToolEffect.Destructive);
        writer.WriteBoolean("idempotentHint", tool.MayBeRepeated);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private sealed record Tool(string Name, string Title, string Description, bool IsRead)
    {
        public (string Name, string Description, bool IsNeeded)[] Takes { get; init; } = [];

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("name", Name);
            writer.WriteString("title", Title);
            writer.WriteString("description", Description);
            writer.WriteStartObject("inputSchema");
            writer.WriteString("type", "object");
            writer.WriteStartObject("properties");
            foreach (var (name, description, _) in Takes)
            {
                writer.WriteStartObject(name);
                writer.WriteString("type", "string");
                writer.WriteString("description", description);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteStartArray("required");
            foreach (var (name, _, _) in Takes.Where(taken => taken.IsNeeded))
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteStartObject("annotations");
            writer.WriteBoolean("readOnlyHint", IsRead);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }
}
