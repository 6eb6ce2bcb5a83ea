namespace Banyan.Intents.Planning.Lexical.Filling;

/// <summary>What kind of value some words are.</summary>
internal enum SaidKind : byte
{
    /// <summary>Quoted words.</summary>
    Quote,

    /// <summary>Words that begin with capitals inside a sentence.</summary>
    Name,

    /// <summary>Two to five capitals, as a currency.</summary>
    Code,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A web address.</summary>
    Link,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A day, perhaps with a time.</summary>
    Day,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An amount of money.</summary>
    Money,

    /// <summary>A percentage.</summary>
    Percent,

    /// <summary>Several values in a row.</summary>
    List,
}
