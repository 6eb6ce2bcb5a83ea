using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI.Asking;

/// <summary>Tells an ask of OpenAI's chat dialect as messages and options; what has no form there is named in the report.</summary>
internal static class AskMapping
{
    private static readonly HashSet<string> Carried = new(StringComparer.Ordinal)
    {
        "model", "messages", "stream", "stream_options", "tools", "tool_choice", "parallel_tool_calls", "max_tokens", "max_completion_tokens", "temperature",
        "top_p", "seed", "presence_penalty", "frequency_penalty", "stop", "response_format", "reasoning_effort", "n", "modalities", "banyan",
    };

    /// <returns>The ask; null when the report refuses it.</returns>
    public static ClientAsk? Map(IChatClient client, Exchange exchange, MappingReport report)
    {
        NameUncarried(exchange.Ask, report);
        var hub = exchange.Ask.Dialect.ReadAsk(exchange.Ask, report);
        if (report.Refusal is not null)
        {
            return null;
        }

        var messages = new MessageMapping(report).Map(hub.Turns);
        var options = OptionMapping.Map(hub, exchange.Candidate!.Model.Name, report);
        return new ClientAsk(client, messages, options);
    }

    /// <summary>Under strict translation, the refusal of an ask that loses something.</summary>
    public static Failure? StrictRefusal(Exchange exchange, MappingReport report) => !exchange.IsStrict || report.Dropped.Count == 0 ? null : new Failure(
        FailureKind.CallerFault,
        "unsupported_parameter",
        $"Strict translation may lose nothing, and a chat client has no form for: {string.Join(", ", report.Dropped)}.")
    {
        Param = report.Dropped[0],
    };

    private static void NameUncarried(WireBody ask, MappingReport report)
    {
        if (ask.Lens.Problem is not null)
        {
            return;
        }

        using var document = JsonDocument.Parse(ask.Bytes, new JsonDocumentOptions { MaxDepth = JsonSafety.MaxDepth });
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (!Carried.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
            {
                report.Drop("/" + member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }
    }
}
