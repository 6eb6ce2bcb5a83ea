using Banyan.Gateway.Catalog.Building;

namespace Banyan.Gateway.Catalog.Checks;

/// <summary>What one section needs of another: a Redis, an embedder, a summariser.</summary>
internal static class BackendCheck
{
    public static void Run(Draft draft, ReferenceReader references)
    {
        var cache = draft.Root.Sub("cache");
        if (cache.Word("backend") == "redis" && draft.Settings.Redis is null)
        {
            draft.Problems.Warn(ProblemCode.BackendAbsent, cache.PlaceOf("backend"), "The cache wants Redis, but storage.redis is empty.", "Set storage.redis, or let backend be auto.");
        }

        var semantic = cache.Sub("semantic");
        if (semantic.TextOrNull("embedder") is { } embedder)
        {
            references.Read(semantic.PlaceOf("embedder"), embedder);
        }
        else if (semantic.Flag("enabled"))
        {
            draft.Problems.Error(ProblemCode.MissingSetting, semantic.PlaceOf("embedder"), "The semantic cache needs an embedder.", "Name a model that makes embeddings.");
        }

        var talk = draft.Root.Sub("conversations");
        if (talk.TextOrNull("summariser") is { } summariser)
        {
            references.Read(talk.PlaceOf("summariser"), summariser);
        }
    }
}
