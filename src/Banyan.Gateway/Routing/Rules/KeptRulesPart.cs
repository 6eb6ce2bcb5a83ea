using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>Routing rules, as a start without the database finds them.</summary>
internal sealed class KeptRulesPart(RuleBook book) : ILastGoodPart
{
    /// <inheritdoc />
    public string Name => "rules";

    /// <inheritdoc />
    public byte[]? Take() => book.Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(read, KeptRulesJson.Default.IReadOnlyListStoredRule) : null;

    /// <inheritdoc />
    public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken)
    {
        book.Restore(JsonSerializer.Deserialize(content.Span, KeptRulesJson.Default.IReadOnlyListStoredRule)!);
        return new(true);
    }
}
