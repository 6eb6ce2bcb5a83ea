namespace Banyan.Wire;

/// <summary>An error as a dialect wears it.</summary>
/// <param name="HttpStatus">The status to send.</param>
/// <param name="Body">The JSON body.</param>
public readonly record struct WireError(int HttpStatus, ReadOnlyMemory<byte> Body);
