using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Banyan.Gateway.Spine;

/// <summary>A part that is kept as what was read, in generated JSON.</summary>
/// <param name="name">Its name, unique.</param>
/// <param name="form">How it is written.</param>
internal abstract class LastGoodPart<T>(string name, JsonTypeInfo<T> form) : ILastGoodPart
    where T : class
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public virtual bool OpensDoors => false;

    /// <summary>What was read; null while it was not, or where it is known that it can't be now.</summary>
    protected abstract T? Read { get; }

    /// <inheritdoc />
    public byte[]? Take() => Read is { } read ? JsonSerializer.SerializeToUtf8Bytes(read, form) : null;

    /// <inheritdoc />
    public ValueTask<bool> RestoreAsync(ReadOnlyMemory<byte> content, TimeSpan age, CancellationToken cancellationToken)
    {
        Restore(JsonSerializer.Deserialize(content.Span, form)!, age);
        return new(true);
    }

    /// <summary>Puts it in force until the database is reached.</summary>
    protected abstract void Restore(T read, TimeSpan age);
}
