namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>Plain sentences, and how many tokens each is in o200k_base.</summary>
internal static class Prose
{
    /// <summary>Tokens of the mark in front of an ask and of the frame of its message.</summary>
    public const int MarkTokens = 14;

    private static readonly (string Text, int Tokens)[] Sentences =
    [
        ("The parcel left our warehouse in Lyon on Tuesday and should reach you before the weekend.", 17),
        ("Please keep the receipt, since the guarantee is worth nothing without it.", 14),
        ("We moved the meeting to half past three because two of the engineers are still on the train.", 19),
        ("If the light stays red for more than a minute, pull the plug and call the number on the back.", 22),
        ("A complaint about a late delivery is answered by a person, never by a machine.", 17),
        ("Our cheapest plan includes 40 calls a month, and each further call costs 0.15 euro.", 21),
        ("She asked whether the contract could be ended early, and what that would cost her.", 17),
        ("The forecast speaks of heavy rain in the north and a dry, windy afternoon along the coast.", 19),
        ("Summarise the following report in no more than five short sentences.", 14),
        ("Nobody noticed that the second invoice had been paid twice until the auditors came.", 15),
        ("Mix the flour with a pinch of salt, then add the cold butter in small pieces.", 18),
        ("The function returns null when the key is absent; callers must check before they use it.", 18),
        ("There are three ways to reach the old town: by tram, on foot along the river, or by ferry.", 23),
        ("Every change to the price list takes effect at midnight of the customer's own time zone.", 17),
        ("Dear Ms Okafor, thank you for your patience while we looked into the matter.", 18),
        ("The museum closes on Mondays, except during the school holidays.", 12),
        ("What would happen to the running orders if the payment service were stopped for an hour?", 17),
        ("Translate the text into plain English and leave the names of the products as they are.", 17),
        ("His answer was polite, short, and beside the point.", 12),
        ("Write a friendly reminder to a customer whose subscription ends in ten days.", 14),
    ];

    /// <summary>How many there are.</summary>
    public static int Count => Sentences.Length;

    /// <summary>A sentence.</summary>
    public static string Text(int index) => Sentences[index].Text;

    /// <summary>Its tokens, counted with <c>js-tiktoken</c> 1.0.21 (o200k_base, 2026-11-21), a space in front of it included.</summary>
    public static int Tokens(int index) => Sentences[index].Tokens;
}
