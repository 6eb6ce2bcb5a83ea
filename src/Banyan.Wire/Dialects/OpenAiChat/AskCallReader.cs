using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.OpenAiChat;

/// <summary>Reads calls of an assistant's turn.</summary>
internal static class AskCallReader
{
    public static void Read(AskValue message, List<HubPart> parts, MappingReport report)
    {
        foreach (var call in message["tool_calls"].Items())
        {
            if ((call["type"].Element.Text() ?? "function") != "function")
            {
                report.Refuse(call.At, "Calls of free-text tools exist only in OpenAI's own dialects.");
                continue;
            }

            Add(call, call["function"], parts, report);
        }

        var old = message["function_call"];
        if (old.IsThere)
        {
            Add(old, old, parts, report);
        }
    }

    private static void Add(AskValue call, AskValue function, List<HubPart> parts, MappingReport report)
    {
        var arguments = function["arguments"];
        var text = arguments.Text(report) ?? JsonText.Empty;
        if (JsonArguments.ToObject(text) is not { } read)
        {
            report.Refuse(OpenAiChatAskReader.Wrong(arguments.At, "the text of one JSON object"));
            return;
        }

        var signature = call["extra_content"]["google"]["thought_signature"].Text(report);
        parts.Add(new HubCall(call.At)
        {
            Id = call["id"].Text(report)?.ToString(),
            Name = function["name"].Text(report) ?? JsonText.Empty,
            Arguments = read,
            Signature = signature is { IsEmpty: false } carrier ? new HubSignature(null, carrier.ToString()) : null,
        });
    }
}
