namespace Banyan.Intents.Conditions;

/// <summary>Kinds of value in expressions.</summary>
internal enum ExprKind
{
    /// <summary>Not known: of an untyped field when checking, of a missing one when evaluating.</summary>
    Unknown,

    /// <summary>JSON null.</summary>
    Null,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A decimal.</summary>
    Number,

    /// <summary>A text; compared ordinally.</summary>
    Text,

    /// <summary>An instant; a date is the start of its day in the person's time zone.</summary>
    Instant,

    /// <summary>A length of time.</summary>
    Duration,

    /// <summary>A list.</summary>
    List,

    /// <summary>A JSON object.</summary>
    Record,
}
