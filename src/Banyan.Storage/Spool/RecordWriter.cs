using System.Buffers.Binary;
using System.Text;

namespace Banyan.Storage.Spool;

/// <summary>Writes values one after the other: numbers in groups of seven bits, texts with their length in front.</summary>
internal ref struct RecordWriter(Span<byte> target)
{
    private const int IdBytes = 16;
    private readonly Span<byte> _target = target;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public void Byte(byte value) => _target[Length++] = value;

    public void Truth(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Id(Guid value)
    {
        value.TryWriteBytes(_target[Length..]);
        Length += IdBytes;
    }

    /// <summary>An id that may be missing.</summary>
    public void MaybeId(Guid? value)
    {
        Truth(value is not null);
        if (value is { } id)
        {
            Id(id);
        }
    }

    /// <summary>Small numbers of either sign take few bytes.</summary>
    public void Number(long value) => Count(((ulong)value << 1) ^ (ulong)(value >> 63));

    /// <summary>A number that may be missing.</summary>
    public void MaybeNumber(long? value)
    {
        Truth(value is not null);
        if (value is { } number)
        {
            Number(number);
        }
    }

    /// <summary>A number with a fraction, in eight bytes.</summary>
    public void Real(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_target[Length..], value);
        Length += sizeof(double);
    }

    /// <summary>UTF-8 behind its length and one; nothing behind a zero stands for null.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        Count((ulong)Encoding.UTF8.GetByteCount(value) + 1);
        Length += Encoding.UTF8.GetBytes(value, _target[Length..]);
    }

    private void Count(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }
}
