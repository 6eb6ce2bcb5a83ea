using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;

namespace Banyan.Wire.Dialects.Ollama;

/// <summary>Reads <c>options</c>. Options of the runner itself (window, threads, repetition) have no form elsewhere.</summary>
internal static class OllamaOptionsReader
{
    public static void Read(JsonElement options, HubAsk ask, MappingReport report)
    {
        foreach (var (name, value) in options.Members())
        {
            if (!value.IsThere())
            {
                continue;
            }

            if (string.Equals(name, "stop", StringComparison.Ordinal))
            {
                ReadStop(value, ask, report);
            }
            else
            {
                ReadNumber(name, value, ask, report);
            }
        }
    }

    private static void ReadNumber(string name, JsonElement value, HubAsk ask, MappingReport report)
    {
        if (name is not ("temperature" or "top_p" or "top_k" or "seed" or "num_predict" or "presence_penalty" or "frequency_penalty"))
        {
            return;
        }

        var at = $"/options/{name}";
        if (value.ValueKind != JsonValueKind.Number)
        {
            report.Refuse(at, $"`{at}` must be a number.");
            return;
        }

        var number = new Sourced<JsonRaw>(JsonRaw.From(value), at);
        switch (name)
        {
            case "temperature":
                ask.Temperature = number;
                break;
            case "top_p":
                ask.TopP = number;
                break;
            case "top_k":
                ask.TopK = number;
                break;
            case "seed":
                ask.Seed = number;
                break;
            case "presence_penalty":
                ask.PresencePenalty = number;
                break;
            case "frequency_penalty":
                ask.FrequencyPenalty = number;
                break;
            default:
                // A negative limit means none, which elsewhere is said by saying nothing.
                ask.MaxOutput = value.TryGetInt64(out var limit) && limit < 0 ? null : number;
                break;
        }
    }

    private static void ReadStop(JsonElement value, HubAsk ask, MappingReport report)
    {
        IEnumerable<JsonElement> stops = value.ValueKind == JsonValueKind.String ? [value] : value.Items();
        var texts = stops.Where(stop => stop.ValueKind == JsonValueKind.String).Select(JsonText.From).ToList();
        if (texts.Count == 0 && value.ValueKind is not JsonValueKind.Array)
        {
            report.Refuse("/options/stop", "`/options/stop` must be a string or an array of strings.");
            return;
        }

        ask.Stop = new Sourced<IReadOnlyList<JsonText>>(texts, "/options/stop");
    }
}
