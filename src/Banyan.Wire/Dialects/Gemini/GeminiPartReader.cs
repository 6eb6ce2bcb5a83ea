using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Reads the parts of one entry.</summary>
internal static class GeminiPartReader
{
    public static List<HubPart> Read(GeminiMember parts, MappingReport report)
    {
        var read = new List<HubPart>();
        var index = 0;
        foreach (var element in parts.Value.Items())
        {
            var part = ReadPart(element, $"{parts.At}/{index++}", report);
            if (part is HubThought thought && read.Count > 0 && read[^1] is HubThought { Signature: null } before)
            {
                // A streamed thought comes back as many parts; its signature stands on the last of them.
                read[^1] = before with { Text = JsonText.Join(before.Text, thought.Text), Signature = thought.Signature, IsRedacted = thought.IsRedacted };
            }
            else if (part is not null)
            {
                read.Add(part);
            }
        }

        return read;
    }

    private static HubPart? ReadPart(JsonElement element, string at, MappingReport report)
    {
        HubPart? part = null;
        var isThought = false;
        string? signature = null;
        foreach (var member in GeminiMember.Of(element, at))
        {
            switch (member.Name)
            {
                case "text":
                    part = member.Text(report) is { } text ? new HubText(at, text) : null;
                    break;
                case "thought":
                    isThought = member.Truth(report) ?? false;
                    break;
                case "thoughtSignature":
                    signature = member.Text(report)?.ToString();
                    break;
                case "inlineData" or "fileData":
                    part = GeminiMediaReader.Read(member, at, report);
                    break;
                case "functionCall":
                    part = ReadCall(member, at, report);
                    break;
                case "functionResponse":
                    part = ReadResult(member, at, report);
                    break;
                case "executableCode" or "codeExecutionResult":
                    report.Drop(member.At);
                    break;
                default:
                    break;
            }
        }

        return Finish(part, at, isThought, signature);
    }

    private static HubPart? Finish(HubPart? part, string at, bool isThought, string? signature)
    {
        var isRedacted = signature?.StartsWith(GeminiSignatures.RedactedMark, StringComparison.Ordinal) ?? false;
        var value = isRedacted ? signature![GeminiSignatures.RedactedMark.Length..] : signature;
        var signed = string.IsNullOrEmpty(value) ? null : new HubSignature(null, value);
        if (isThought || (part is null && signed is not null))
        {
            var text = (part as HubText)?.Text ?? JsonText.Empty;
            return new HubThought(at, text) { Signature = signed, IsRedacted = isRedacted };
        }

        return part is null || signed is null ? part : part with { Signature = signed };
    }

    private static HubCall? ReadCall(GeminiMember call, string at, MappingReport report)
    {
        string? id = null;
        JsonText? name = null;
        var arguments = JsonRaw.EmptyObject;
        foreach (var member in GeminiMember.Of(call.Value, call.At))
        {
            switch (member.Name)
            {
                case "id":
                    id = member.Text(report)?.ToString();
                    break;
                case "name":
                    name = member.Text(report);
                    break;
                case "args" when member.Value.ValueKind == JsonValueKind.Object:
                    arguments = JsonRaw.From(member.Value);
                    break;
                case "args":
                    report.Refuse(member.At, $"`{member.At}` must be an object.");
                    break;
                default:
                    break;
            }
        }

        if (name is null)
        {
            report.Refuse(call.At, $"`{call.At}` has no `name`.");
            return null;
        }

        return new HubCall(at) { Id = id, Name = name.Value, Arguments = arguments };
    }

    private static HubResult ReadResult(GeminiMember response, string at, MappingReport report)
    {
        var result = new HubResult(at);
        foreach (var member in GeminiMember.Of(response.Value, response.At))
        {
            result = member.Name switch
            {
                "id" => result with { CallId = member.Text(report)?.ToString() },
                "name" => result with { Name = member.Text(report) },
                "response" => GeminiResults.Read(result, member),
                _ => result,
            };
        }

        return result;
    }
}
