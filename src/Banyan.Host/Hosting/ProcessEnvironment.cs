using System.Collections;

namespace Banyan.Host.Hosting;

/// <summary>The environment of the process, read once and handed on.</summary>
internal static class ProcessEnvironment
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            values[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return values;
    }
}
