using System.Buffers;
using System.Text.Json;
using Banyan.GraphQL.Execution.Planning;

namespace Banyan.GraphQL.Execution.Results;

/// <summary>An answer while it grows: cells in one pooled array, addressed by number, owned by one thread at a time. Cell 0 is <c>data</c>.</summary>
internal sealed class ResultTree(int maxNodes) : IDisposable
{
    private const int FirstSize = 32;

    private Cell[] _cells = Rent();
    private ArrayBufferWriter<byte>? _text;
    private Utf8JsonWriter? _scratch;
    private int _count = 1;

    /// <summary>A cell; the reference holds until the next cells are reserved.</summary>
    public ref Cell this[int cell] => ref _cells[cell];

    /// <summary>Makes a cell an object; false when the answer would have too many nodes.</summary>
    public bool OpenObject(int cell, FieldPlan[] fields)
    {
        if (!Reserve(cell, CellKind.Object, fields.Length))
        {
            return false;
        }

        _cells[cell].Value = fields;
        var first = _cells[cell].First;
        for (var i = 0; i < fields.Length; i++)
        {
            _cells[first + i].IsNonNull = fields[i].IsNonNull;
        }

        return true;
    }

    /// <summary>Makes a cell a list; false when the answer would have too many nodes.</summary>
    public bool OpenList(int cell, int count, bool isItemNonNull)
    {
        if (!Reserve(cell, CellKind.List, count))
        {
            return false;
        }

        var first = _cells[cell].First;
        for (var i = 0; i < count; i++)
        {
            _cells[first + i].IsNonNull = isItemNonNull;
        }

        return true;
    }

    /// <summary>Puts a string, an <see cref="int"/>, a <see cref="bool"/> or an enum's name into a cell.</summary>
    public void SetLeaf(int cell, object value)
    {
        ref var target = ref _cells[cell];
        target.Kind = CellKind.Leaf;
        target.Value = value;
    }

    /// <summary>Puts null into a cell; what was inside is forgotten.</summary>
    public void SetNull(int cell)
    {
        ref var target = ref _cells[cell];
        target.Kind = CellKind.Null;
        target.Value = null;
    }

    /// <summary>Where a scalar writes itself; then <see cref="EndText"/>.</summary>
    public Utf8JsonWriter BeginText()
    {
        _text ??= new ArrayBufferWriter<byte>(256);
        _scratch ??= new Utf8JsonWriter(_text, ResultWriter.Options);
        _scratch.Reset(_text);
        return _scratch;
    }

    /// <summary>Gives a cell what was written since <paramref name="start"/> bytes.</summary>
    public void EndText(int cell, int start)
    {
        _scratch!.Flush();
        ref var target = ref _cells[cell];
        target.Kind = CellKind.Written;
        target.First = start;
        target.Count = _text!.WrittenCount - start;
    }

    /// <summary>Bytes of text so far.</summary>
    public int TextLength => _text?.WrittenCount ?? 0;

    /// <summary>A scalar's JSON.</summary>
    public ReadOnlySpan<byte> TextOf(in Cell cell) => _text!.WrittenSpan.Slice(cell.First, cell.Count);

    /// <summary>Whether a cell still stands in the answer: nothing above it became null.</summary>
    public bool IsAlive(int cell)
    {
        for (var above = _cells[cell].Parent; above >= 0; above = _cells[above].Parent)
        {
            if (_cells[above].Kind == CellKind.Null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The nearest object or list above a cell that may become null; 0 for <c>data</c>.</summary>
    public int ScopeOf(int cell)
    {
        var above = _cells[cell].Parent;
        while (above > 0 && _cells[above].IsNonNull)
        {
            above = _cells[above].Parent;
        }

        return Math.Max(above, 0);
    }

    /// <summary>Names and indexes from the root to a cell.</summary>
    public object[] PathOf(int cell)
    {
        var path = new List<object>();
        for (var at = cell; _cells[at].Parent is var above and >= 0; at = above)
        {
            var index = at - _cells[above].First;
            path.Add(_cells[above].Kind == CellKind.Object && _cells[above].Value is FieldPlan[] fields ? fields[index].Key : index);
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>Gives the cells back.</summary>
    public void Dispose()
    {
        var cells = _cells;
        _cells = [];
        if (cells.Length > 0)
        {
            ArrayPool<Cell>.Shared.Return(cells, clearArray: true);
        }

        _scratch?.Dispose();
    }

    private static Cell[] Rent()
    {
        var cells = ArrayPool<Cell>.Shared.Rent(FirstSize);
        cells[0] = new Cell { Parent = -1 };
        return cells;
    }

    private bool Reserve(int cell, CellKind kind, int count)
    {
        if (count > maxNodes - _count)
        {
            return false;
        }

        if (_count + count > _cells.Length)
        {
            Grow(_count + count);
        }

        var first = _count;
        _count += count;
        _cells.AsSpan(first, count).Fill(new Cell { Parent = cell });
        ref var target = ref _cells[cell];
        target.Kind = kind;
        target.First = first;
        target.Count = count;
        return true;
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<Cell>.Shared.Rent(Math.Max(needed, _cells.Length * 2));
        _cells.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<Cell>.Shared.Return(_cells, clearArray: true);
        _cells = larger;
    }
}
