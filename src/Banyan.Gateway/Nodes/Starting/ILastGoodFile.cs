namespace Banyan.Gateway.Nodes.Starting;

/// <summary>A file of this node's own that outlives the process; nobody without the master key can read or alter what is in it.</summary>
public interface ILastGoodFile
{
    /// <summary>Puts a content in place of the one before, whole or not at all.</summary>
    /// <exception cref="IOException">The disk refuses; the one before stays.</exception>
    void Write(ReadOnlySpan<byte> content);

    /// <summary>What was written last; null when nothing was, or when it can't be read or was altered.</summary>
    byte[]? Read();
}
