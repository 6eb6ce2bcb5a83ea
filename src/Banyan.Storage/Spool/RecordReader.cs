using System.Buffers.Binary;
using System.Text;

namespace Banyan.Storage.Spool;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, in the same order.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> source)
{
    private const int IdBytes = 16;
    private readonly ReadOnlySpan<byte> _source = source;
    private int _at;

    public byte Byte() => _source[_at++];

    public bool Truth() => Byte() != 0;

    public Guid Id()
    {
        var id = new Guid(_source.Slice(_at, IdBytes));
        _at += IdBytes;
        return id;
    }

    public Guid? MaybeId() => Truth() ? Id() : null;

    public long Number()
    {
        var folded = Count();
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    public long? MaybeNumber() => Truth() ? Number() : null;

    public double Real()
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_source[_at..]);
        _at += sizeof(double);
        return value;
    }

    public string? Text()
    {
        var length = (int)Count() - 1;
        if (length < 0)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(_source.Slice(_at, length));
        _at += length;
        return text;
    }

    private ulong Count()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part <= 0x7F)
            {
                return value;
            }
        }
    }
}
