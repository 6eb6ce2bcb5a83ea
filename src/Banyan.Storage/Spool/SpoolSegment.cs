using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Numerics;

namespace Banyan.Storage.Spool;

/// <summary>One preallocated file of a spool, mapped into memory: what is appended belongs to the operating system at once and outlives the process.</summary>
/// <remarks>
/// Layout: 8 bytes magic, 8 bytes sequence; then records of length (4), CRC-32C over sequence, kind and payload (4), kind (1), payload. A length of
/// zero or a wrong checksum is the end. Every page is written at creation, so a full disk fails there and never as a fault in the map.
/// </remarks>
internal sealed class SpoolSegment : IDisposable
{
    public const int HeaderBytes = 16;
    private const int RecordHead = 9;
    private const ulong Magic = 0x31_4C_50_53_4E_59_4E_42; // "BNYNSPL1"
    private const int ZeroBytes = 256 * 1024;

    private readonly FileStream _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _capacity;
    private volatile int _end = HeaderBytes;

    private SpoolSegment(FileStream file, long sequence, int capacity)
    {
        (_file, Sequence, _capacity) = (file, sequence, capacity);
        _map = MemoryMappedFile.CreateFromFile(file, null, capacity, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, capacity, MemoryMappedFileAccess.ReadWrite);
    }

    /// <summary>Position among its fellows, ascending.</summary>
    public long Sequence { get; }

    /// <summary>Where the next record would go.</summary>
    public int End => _end;

    /// <summary>Bytes left for records with their heads.</summary>
    public int Free => _capacity - _end;

    /// <summary>Whether something was appended since the last <see cref="Sync"/>.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>Bytes a payload takes.</summary>
    public static int SizeOf(int payloadBytes) => RecordHead + payloadBytes;

    /// <summary>Makes an empty segment.</summary>
    /// <exception cref="IOException">The disk is full or read-only; nothing is left behind.</exception>
    public static SpoolSegment Create(string path, long sequence, int capacity)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0, PreallocationSize = capacity };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        try
        {
            Fill(file, capacity);
            Span<byte> header = stackalloc byte[HeaderBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(header, Magic);
            BinaryPrimitives.WriteInt64LittleEndian(header[8..], sequence);
            RandomAccess.Write(file.SafeFileHandle, header, 0);
            return new SpoolSegment(file, sequence, capacity);
        }
        catch (IOException)
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Opens a segment of an earlier process for reading; null when it is none (torn at its creation).</summary>
    public static SpoolSegment? Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (file.Length is < HeaderBytes or > int.MaxValue || RandomAccess.Read(file.SafeFileHandle, header, 0) < HeaderBytes
            || BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic)
        {
            file.Dispose();
            return null;
        }

        var segment = new SpoolSegment(file, BinaryPrimitives.ReadInt64LittleEndian(header[8..]), (int)file.Length);
        segment._end = segment._capacity;
        var at = HeaderBytes;
        while (segment.Read(at, out var next) is not null)
        {
            at = next;
        }

        segment._end = at;
        return segment;
    }

    /// <summary>Appends a record; false when it does not fit. One writer at a time.</summary>
    public bool TryAppend(byte kind, ReadOnlySpan<byte> payload)
    {
        if (SizeOf(payload.Length) > Free)
        {
            return false;
        }

        Span<byte> head = stackalloc byte[RecordHead];
        BinaryPrimitives.WriteInt32LittleEndian(head, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Checksum(kind, payload));
        head[8] = kind;
        var at = _end;
        // The head goes last: until it stands, the record is not there.
        _view.SafeMemoryMappedViewHandle.WriteSpan((ulong)(at + RecordHead), payload);
        _view.SafeMemoryMappedViewHandle.WriteSpan((ulong)at, (ReadOnlySpan<byte>)head);
        IsDirty = true;
        _end = at + SizeOf(payload.Length);
        return true;
    }

    /// <summary>Reads the record at an offset; null at the end.</summary>
    public SpoolRecord? Read(int offset, out int next)
    {
        next = offset;
        var end = _end;
        if (end - offset < RecordHead)
        {
            return null;
        }

        Span<byte> head = stackalloc byte[RecordHead];
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)offset, head);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length <= 0 || length > end - offset - RecordHead)
        {
            return null;
        }

        var payload = new byte[length];
        _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(offset + RecordHead), payload.AsSpan());
        if (Checksum(head[8], payload) != BinaryPrimitives.ReadUInt32LittleEndian(head[4..]))
        {
            return null;
        }

        next = offset + SizeOf(length);
        return new SpoolRecord(head[8], payload);
    }

    /// <summary>Brings everything appended so far to the disk.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync()
    {
        IsDirty = false;
        try
        {
            DiskSync.Run(_file.SafeFileHandle, _view);
        }
        catch (IOException)
        {
            IsDirty = true;
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    /// <summary>Unmaps the segment and removes its file.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(_file.Name);
    }

    private static void Fill(FileStream file, int capacity)
    {
        var zeros = new byte[ZeroBytes];
        for (long at = 0; at < capacity; at += zeros.Length)
        {
            RandomAccess.Write(file.SafeFileHandle, zeros.AsSpan(0, (int)Math.Min(zeros.Length, capacity - at)), at);
        }
    }

    private uint Checksum(byte kind, ReadOnlySpan<byte> payload)
    {
        var crc = BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, (ulong)Sequence), kind);
        for (; payload.Length >= sizeof(ulong); payload = payload[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(payload));
        }

        foreach (var rest in payload)
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
