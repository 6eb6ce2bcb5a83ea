namespace Banyan.Intents.Planning.Lexical.Cards;

/// <summary>How a parameter is found in words.</summary>
internal enum ParamKind
{
    /// <summary>The id of a thing backends know, as an order's number.</summary>
    Entity,

    /// <summary>One of a list of values.</summary>
    Choice,

    /// <summary>A number or an amount of money.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A day.</summary>
    Day,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>Street and house number.</summary>
    Street,

    /// <summary>Town.</summary>
    City,

    /// <summary>Postcode.</summary>
    Zip,

    /// <summary>A whole address in one line.</summary>
    AddressLine,

    /// <summary>Sentences of the user, as the words of a complaint.</summary>
    FreeText,

    /// <summary>What is searched for.</summary>
    Query,

    /// <summary>A name or a noun.</summary>
    ShortText,

    /// <summary>A list or an object: never filled from words.</summary>
    Structure,
}
