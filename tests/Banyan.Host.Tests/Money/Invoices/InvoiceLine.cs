namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>One call as the provider bills it.</summary>
/// <param name="Case">The ask it belongs to.</param>
/// <param name="Provider">Name of the provider that was called.</param>
/// <param name="Deed">What it did.</param>
/// <param name="Input">Tokens read, as billed.</param>
/// <param name="Output">Tokens said, as billed.</param>
/// <param name="SaidBytes">Bytes of text that reached the caller's side before it ended, where it was not told what is billed.</param>
/// <param name="ToldInput">Whether the stream had told the input before it ended.</param>
internal sealed record InvoiceLine(int Case, string Provider, Deed Deed, int Input, int Output, int SaidBytes, bool ToldInput)
{
    /// <summary>Whether the caller's side was told in full what is billed.</summary>
    public bool IsTold => Deed is Deed.Answer or Deed.CallTool;

    /// <summary>The bill in nano-USD, reckoned from the price list apart from the product: rounded once, half to even.</summary>
    public long BilledNanoUsd => PriceOf(Provider, Input, Output);

    /// <summary>What so many tokens cost at a provider.</summary>
    public static long PriceOf(string provider, long input, long output)
    {
        var (perInput, perOutput) = InvoicePrices.Of(provider);
        return (long)Math.Round(((input * perInput) + (output * perOutput)) * 1_000m, MidpointRounding.ToEven);
    }
}
