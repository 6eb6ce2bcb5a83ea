using Banyan.Gateway.Catalog.Building;
using Banyan.Gateway.Catalog.Schema;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>What section <c>intents</c> must hold beyond its form: names that are unique, and secrets by reference alone.</summary>
internal static class IntentCheck
{
    private static readonly string[] References = ["env:", "file:"];

    public static void Run(Draft draft)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var backend in draft.Root.Sub("intents").Items("backends"))
        {
            if (!names.Add(backend.Text("name")))
            {
                draft.Problems.Error(ProblemCode.Duplicate, backend.PlaceOf("name"), $"Two backends are called \"{backend.Text("name")}\".", "Give each its own name: routes, journals and the board tell them apart by it.");
            }

            CheckSecret(draft, backend.Sub("auth"));
        }
    }

    private static void CheckSecret(Draft draft, Section auth)
    {
        if (auth.TextOrNull("keyRef") is { } written && !References.Any(kind => written.StartsWith(kind, StringComparison.Ordinal) && written.Length > kind.Length))
        {
            draft.Problems.Error(ProblemCode.LiteralSecret, auth.PlaceOf("keyRef"), "A key is written into the configuration.", "Refer to it instead: env:NAME or file:/path. Then replace the key, since it has been written down.");
        }
    }
}
