namespace Banyan.GraphQL.Execution.Results;

/// <summary>What stands at a place of an answer.</summary>
internal enum CellKind : byte
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>A string, an <see cref="int"/>, a <see cref="bool"/> or an enum's name.</summary>
    Leaf,

    /// <summary>A scalar that is JSON already, in the tree's text.</summary>
    Written,

    /// <summary>An object: its fields are a run of cells.</summary>
    Object,

    /// <summary>A list: its items are a run of cells.</summary>
    List,
}

/// <summary>One place of an answer.</summary>
internal struct Cell
{
    /// <summary>A leaf's value; an object's fields.</summary>
    public object? Value;

    /// <summary>The object or list it stands in; -1 for the root.</summary>
    public int Parent;

    /// <summary>First cell of the run inside, or first byte of the text.</summary>
    public int First;

    /// <summary>Length of that run or text.</summary>
    public int Count;

    public CellKind Kind;

    /// <summary>Whether null may not stand here.</summary>
    public bool IsNonNull;
}
