namespace Banyan.Intents.Answering.Grounding;

/// <summary>What a checked token is.</summary>
internal enum GroundTokenKind
{
    /// <summary>A number or an amount.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An e-mail, a link, or an id of letters and digits.</summary>
    Id,

    /// <summary>A capitalised word inside a sentence.</summary>
    Name,
}
