using Banyan.Intents.Spine;
using Banyan.Wire.Schemas;

namespace Banyan.Intents.Discovery.Composing;

/// <summary>Holds back what nobody said is safe: an intent that writes or shows personal fields must say whose record it is, or that it is for anyone.</summary>
internal static class DefaultDeny
{
    /// <summary>Why an intent may not reach end users; null when it may.</summary>
    public static string? Reason(Intent intent)
    {
        var isGuarded = intent.Owner is not null || intent.IsPublic || intent.Params.Properties.Keys.Any(name => intent.BindingOf(name) is not null);
        if (isGuarded)
        {
            return null;
        }

        if (intent.Effect != Effect.Read)
        {
            return "it writes, and declares neither owner, nor a parameter bound to the caller, nor public: true";
        }

        return Sensitive(intent.Result, "") is { } field ? $"it returns {field}, which is personal, and declares neither owner, nor a parameter bound to the caller, nor public: true" : null;
    }

    private static string? Sensitive(JsonSchema schema, string path)
    {
        if (schema.Word("x-banyan-sensitivity") is "pii" or "secret")
        {
            return path.Length == 0 ? "a value" : path;
        }

        return schema.Properties.Select(pair => Sensitive(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}")).FirstOrDefault(found => found is not null)
            ?? (schema.Items is { } items ? Sensitive(items, path + "[]") : null);
    }
}
