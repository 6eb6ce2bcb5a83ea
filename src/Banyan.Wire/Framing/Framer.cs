namespace Banyan.Wire.Framing;

/// <summary>Cuts a byte stream into frames, whatever the chunking.</summary>
/// <remarks>
/// Use: fill <see cref="GetMemory"/>, call <see cref="Advance"/>, take frames with <see cref="TryRead"/> until it says no; at the end of the
/// stream take what is left with <see cref="TryEnd"/>. Frames are slices of the framer's own buffer and die at the next <see cref="GetMemory"/>.
/// A message over the limit comes out as one <see cref="FrameKind.Broken"/> frame with the code <c>provider_error</c>; after it the framer
/// yields nothing more. Not thread-safe. Disposing returns the buffer to its pool.
/// </remarks>
public abstract class Framer : IDisposable
{
    /// <summary>Longest line accepted, in bytes. <value>1 MiB.</value></summary>
    public const int MaxLineBytes = 1 << 20;

    /// <summary>Longest event accepted, in bytes. <value>4 MiB.</value></summary>
    public const int MaxEventBytes = 4 << 20;

    /// <summary>Gives free buffer space to read into; at least one byte.</summary>
    public abstract Memory<byte> GetMemory();

    /// <summary>Says how many bytes were written into the memory of <see cref="GetMemory"/>.</summary>
    public abstract void Advance(int count);

    /// <summary>Takes the next complete message, if there is one.</summary>
    public abstract bool TryRead(out Frame frame);

    /// <summary>Takes a last message that the end of the stream completed, if there is one.</summary>
    public abstract bool TryEnd(out Frame frame);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns pooled memory.</summary>
    protected abstract void Dispose(bool disposing);
}
