using System.Text;

namespace Banyan.Wire.Dialects.Gemini;

/// <summary>Member names: Gemini reads camelCase and snake_case alike, Banyan's code knows camelCase.</summary>
internal static class GeminiNames
{
    /// <summary>The camelCase spelling; names without an underscore stay as they are.</summary>
    public static string Canonical(string name)
    {
        if (!name.Contains('_', StringComparison.Ordinal))
        {
            return name;
        }

        var camel = new StringBuilder(name.Length);
        var raise = false;
        foreach (var unit in name)
        {
            if (unit == '_' && camel.Length > 0)
            {
                raise = true;
                continue;
            }

            camel.Append(raise ? char.ToUpperInvariant(unit) : unit);
            raise = false;
        }

        return camel.ToString();
    }
}
