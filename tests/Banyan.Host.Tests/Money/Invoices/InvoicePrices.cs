namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>What the two sets of providers charge, in USD per million tokens: odd enough that sums are rounded.</summary>
internal static class InvoicePrices
{
    /// <summary>Input and output price of a provider; its name begins with its set.</summary>
    public static (decimal Input, decimal Output) Of(string provider) => provider[0] == 'x' ? (0.1375m, 0.4205m) : (1.0005m, 2.2515m);
}
