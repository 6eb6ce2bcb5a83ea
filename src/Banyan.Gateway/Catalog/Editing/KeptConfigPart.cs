using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Editing;

/// <summary>What lies over the file, as a start without the database finds it.</summary>
internal sealed class KeptConfigPart(ConfigBook book) : ILastGoodPart
{
    /// <inheritdoc />
    public string Name => "config";

    /// <inheritdoc />
    public byte[]? Take() => book.Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(KeptConfig.Of(read), KeptConfigJson.Default.KeptConfig) : null;

    /// <inheritdoc />
    public async ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken) =>
        await book.RestoreAsync(JsonSerializer.Deserialize(content.Span, KeptConfigJson.Default.KeptConfig)!.ToLayer(), cancellationToken);
}
