using System.Buffers;
using System.Text.Json;
using Banyan.GraphQL.Execution.Results;
using Banyan.GraphQL.Language;

namespace Banyan.GraphQL.Execution;

/// <summary>An operation's answer. Dispose it once written: its memory is shared.</summary>
public sealed class GraphResult : IDisposable
{
    private readonly ResultTree? _tree;

    internal GraphResult(ResultTree? tree, IReadOnlyList<GraphError>? errors)
    {
        _tree = tree;
        Errors = errors ?? [];
    }

    /// <summary>Whether the operation ran, so that the answer has an entry <c>data</c>, even if it is null.</summary>
    public bool HasRun => _tree is not null;

    /// <summary>What went wrong, in the order it did; empty for nothing.</summary>
    public IReadOnlyList<GraphError> Errors { get; }

    /// <summary>An answer that is an error alone, for whoever refuses a request before the server sees it.</summary>
    public static GraphResult Of(GraphError error) => Refused([error]);

    /// <summary>Writes the answer as JSON; not flushed.</summary>
    public void WriteTo(Utf8JsonWriter writer) => ResultWriter.Write(writer, _tree, Errors);

    /// <summary>Writes the answer as JSON.</summary>
    public void WriteTo(IBufferWriter<byte> buffer)
    {
        using var writer = new Utf8JsonWriter(buffer, ResultWriter.Options);
        WriteTo(writer);
    }

    /// <inheritdoc />
    public void Dispose() => _tree?.Dispose();

    internal static GraphResult Refused(IReadOnlyList<GraphError> errors) => new(tree: null, errors);
}
