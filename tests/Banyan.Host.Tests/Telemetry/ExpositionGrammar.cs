using System.Globalization;
using System.Text.RegularExpressions;

namespace Banyan.Host.Tests.Telemetry;

/// <summary>What is wrong with a Prometheus text: the rules of the format and of the usual linter, as far as our metrics can break them.</summary>
internal static partial class ExpositionGrammar
{
    public static IReadOnlyList<string> Check(string text)
    {
        var wrong = new List<string>();
        var (types, seen) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        if (!text.EndsWith('\n'))
        {
            wrong.Add("no line end at the end");
        }

        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (Type().Match(line) is { Success: true } type)
            {
                Add(wrong, types.TryAdd(type.Groups["name"].Value, type.Groups["kind"].Value), $"a second type for {line}");
                Add(wrong, type.Groups["kind"].Value == "counter" == type.Groups["name"].Value.EndsWith("_total", StringComparison.Ordinal), $"the ending of {line}");
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                var sample = Sample().Match(line);
                Add(wrong, sample.Success, $"not a sample: {line}");
                Add(wrong, seen.Add(sample.Groups["name"].Value + sample.Groups["labels"].Value), $"twice: {line}");
                Add(wrong, types.ContainsKey(Ending().Replace(sample.Groups["name"].Value, "")) || types.ContainsKey(sample.Groups["name"].Value), $"no type for {line}");
                Add(wrong, sample.Groups["value"].Value is "NaN" or "+Inf" or "-Inf" || double.TryParse(sample.Groups["value"].Value, CultureInfo.InvariantCulture, out _), $"no number: {line}");
            }
        }

        return wrong;
    }

    private static void Add(List<string> wrong, bool holds, string what)
    {
        if (!holds)
        {
            wrong.Add(what);
        }
    }

    [GeneratedRegex("^# TYPE (?<name>[a-z_][a-z0-9_]*) (?<kind>counter|gauge|histogram|summary)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-z_][a-z0-9_]*)(?<labels>\{([a-z_]+="([^"\\]|\\["\\n])*",?)*\})? (?<value>\S+)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ending();
}
