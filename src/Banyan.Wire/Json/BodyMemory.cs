using System.Buffers;

namespace Banyan.Wire.Json;

/// <summary>Memory for whole bodies: small ones from the shared pool, large ones from the collector.</summary>
/// <remarks>The shared pool keeps what it is given for every core and thread; a few bodies at their bound would stay resident as gigabytes.</remarks>
public static class BodyMemory
{
    private const int MostPooled = 4 * 1024 * 1024;

    /// <summary>Gives an array of at least <paramref name="size"/> bytes.</summary>
    public static byte[] Rent(int size) => size <= MostPooled ? ArrayPool<byte>.Shared.Rent(size) : GC.AllocateUninitializedArray<byte>(size);

    /// <summary>Takes an array back, once.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length <= MostPooled)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
