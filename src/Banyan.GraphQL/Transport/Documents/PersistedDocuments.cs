using System.Text.Json;
using Banyan.GraphQL.Language;
using Banyan.GraphQL.Transport.Http;

namespace Banyan.GraphQL.Transport.Documents;

/// <summary>Documents by hash: automatic ones, as clients' <c>persistedQuery</c> extension has them, or only those registered beforehand.</summary>
internal sealed class PersistedDocuments(GraphServerOptions options)
{
    private const int HashLength = 64;

    /// <summary>The text to run and the hash to keep it under once it proved good, or a refusal.</summary>
    public async ValueTask<(string? Text, string? Keep, GraphRefusal? Refused)> ResolveAsync(GraphCall call, CancellationToken cancellationToken)
    {
        if (options.Documents is not { } store)
        {
            return call.Query is not null ? (call.Query, null, null)
                : HashIn(call.Extensions) is not null ? Refuse(TransportCodes.PersistedQueryNotFound, "PersistedQueryNotFound")
                : (null, null, Requests.Malformed("\"query\" must be a string."));
        }

        var hash = HashIn(call.Extensions);
        if (hash is not null && call.Query is not null && hash != DocumentHash.Of(call.Query).ToString())
        {
            return Refuse(TransportCodes.PersistedQueryMismatch, "The document's SHA-256 is not the hash given.");
        }

        if (call.Query is { } text && !options.IsTrustedOnly)
        {
            return (text, hash, null);
        }

        hash ??= call.Query is null ? null : DocumentHash.Of(call.Query).ToString();
        if (hash is null)
        {
            return (null, null, Requests.Malformed("\"query\" must be a string."));
        }

        return await store.FindAsync(hash, cancellationToken) is { } found ? (found, null, null)
            : call.Query is not null ? Refuse(TransportCodes.DocumentNotTrusted, "Only registered documents are run here.")
            : Refuse(TransportCodes.PersistedQueryNotFound, "PersistedQueryNotFound");
    }

    private static (string? Text, string? Keep, GraphRefusal? Refused) Refuse(string code, string message) =>
        (null, null, new GraphRefusal(400, new GraphError(message) { Code = code }) { IsOfDocument = true });

    private static string? HashIn(JsonElement? extensions) =>
        extensions is { } given
        && given.TryGetProperty("persistedQuery", out var persisted) && persisted.ValueKind == JsonValueKind.Object
        && persisted.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1
        && persisted.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind == JsonValueKind.String && hash.GetString() is { Length: HashLength } text
            ? text.ToLowerInvariant()
            : null;
}
