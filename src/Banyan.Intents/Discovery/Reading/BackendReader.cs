using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Discovery.Fetching;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Reading;

/// <summary>
/// Asks one backend what it can do, in this order: (1) its manifest; (2) its api-catalog, for where its description is; (3) its OpenAPI document, or the operator's file;
/// (4) the operator's overlay over that; (5) its MCP tools. What an earlier source said of an operation stands.
/// </summary>
internal sealed class BackendReader
{
    private const string DefaultDocument = "/openapi/v1.json";

    private readonly DiscoveryFetch _fetch;
    private readonly BackendSource _source;
    private readonly List<string> _notes = [];

    private BackendReader(DiscoveryFetch fetch, BackendSource source)
    {
        _fetch = fetch;
        _source = source;
    }

    /// <summary>Asks.</summary>
    public static Task<BackendReading> ReadAsync(DiscoveryFetch fetch, BackendSource source, CancellationToken cancellationToken) =>
        new BackendReader(fetch, source).ReadAsync(cancellationToken);

    private async Task<BackendReading> ReadAsync(CancellationToken cancellationToken)
    {
        var (manifest, problem) = await ManifestAsync(cancellationToken);
        if (problem is not null)
        {
            return BackendReading.Failed(problem);
        }

        (var document, problem) = await DocumentAsync(manifest, cancellationToken);
        if (problem is not null || (document is not null && (problem = OpenApiCheck.Problem(document)) is not null))
        {
            return BackendReading.Failed(problem);
        }

        IReadOnlyList<OperationShape> tools = [];
        if (_source.Mcp is { } endpoint)
        {
            (tools, problem) = await new McpTools(_fetch, _source.Backend, endpoint).ListAsync(cancellationToken);
        }

        if (problem is not null || (manifest is null && document is null && _source.Mcp is null))
        {
            return BackendReading.Failed(problem ?? $"it serves no description: neither /.well-known/banyan-intents nor {_source.OpenApi ?? DefaultDocument}");
        }

        var operations = Joined(manifest?.Operations ?? [], document is null ? [] : OpenApiReader.Read(document)).Concat(tools).ToList();
        return new BackendReading(operations, manifest?.TimeToLive, manifest?.Health, _notes, null);
    }

    private async Task<(Manifest? Manifest, string? Problem)> ManifestAsync(CancellationToken cancellationToken)
    {
        var (root, problem) = await GetAsync("/.well-known/banyan-intents", cancellationToken);
        if (root is null)
        {
            return (null, problem);
        }

        var manifest = Manifest.Read(root, _notes);
        return manifest is null ? (null, _notes[^1]) : (manifest, null);
    }

    private async Task<(JsonObject? Document, string? Problem)> DocumentAsync(Manifest? manifest, CancellationToken cancellationToken)
    {
        var wanted = _source.OpenApi ?? manifest?.OpenApi;
        var (document, problem) = wanted is null ? await FoundAsync(manifest is null, cancellationToken)
            : LocalFile.IsFile(wanted) && _source.OpenApi is not null ? await LocalFile.ReadAsync(LocalFile.PathOf(wanted), cancellationToken)
            : await GetAsync(wanted, cancellationToken);
        if (problem is not null || _source.Overlay is null)
        {
            return (document, problem ?? (document is null && manifest is null && _source.OpenApi is not null ? $"{_source.OpenApi} is not there" : null));
        }

        return document is null ? (null, $"there is no document for the overlay: {wanted ?? DefaultDocument} is not there") : await OverlaidAsync(document, cancellationToken);
    }

    private async Task<(JsonObject? Document, string? Problem)> OverlaidAsync(JsonObject document, CancellationToken cancellationToken)
    {
        var (overlay, problem) = await LocalFile.ReadAsync(_source.Overlay!, cancellationToken);
        if (overlay is null)
        {
            return (null, problem);
        }

        _notes.AddRange(Overlay.Apply(document, overlay));
        return (document, null);
    }

    /// <summary>The document the api-catalog names, else the usual place.</summary>
    private async Task<(JsonObject? Document, string? Problem)> FoundAsync(bool mustAsk, CancellationToken cancellationToken)
    {
        var (catalog, problem) = mustAsk ? await GetAsync("/.well-known/api-catalog", cancellationToken) : (null, null);
        if (problem is not null)
        {
            return (null, problem);
        }

        var at = new Uri(_source.Backend.BaseUrl, "/.well-known/api-catalog");
        var entries = catalog is null ? [] : Linkset.Read(catalog, at) ?? [];
        var named = entries.Select(entry => entry.Description).OfType<Uri>().FirstOrDefault(description => Origin.IsPlain(description) && Origin.Of(description) == Origin.Of(at));
        return await GetAsync(named?.AbsolutePath ?? DefaultDocument, cancellationToken);
    }

    private async Task<(JsonObject? Root, string? Problem)> GetAsync(string path, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(_source.Backend.BaseUrl, path, out var address))
        {
            return (null, $"'{PlainText.Clean(path, 80)}' is no address");
        }

        var fetched = await _fetch.GetAsync(address, _source.Backend, cancellationToken);
        if (fetched.Body is null)
        {
            return (null, fetched.Problem);
        }

        var (root, problem) = YamlText.Read(fetched.Body);
        return (root, problem is null ? null : $"{address.AbsolutePath}: {problem}");
    }

    /// <summary>A manifest's operations know from the document where their parameters go.</summary>
    private static IEnumerable<OperationShape> Joined(IReadOnlyList<OperationShape> own, IReadOnlyList<OperationShape> described)
    {
        foreach (var operation in own)
        {
            var same = described.FirstOrDefault(one => one.OperationId == operation.OperationId && one.Method == operation.Method && one.Path == operation.Path);
            yield return same is null ? operation : operation with
            {
                Parameters = same.Parameters,
                Tags = same.Tags,
                Params = operation.Intent?["params"] is null ? same.Params : null,
                Result = operation.Intent?["result"] is null ? same.Result : null,
            };
        }

        foreach (var operation in described.Where(one => !own.Any(known => known.OperationId == one.OperationId)))
        {
            yield return operation;
        }
    }
}
