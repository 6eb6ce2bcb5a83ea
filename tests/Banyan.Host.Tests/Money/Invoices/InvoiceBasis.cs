using System.Text.Json;

namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>What an estimated row says it rests on.</summary>
internal sealed record InvoiceBasis(int InputBytes, double InputBytesPerToken, int OutputBytes, double OutputBytesPerToken)
{
    private const int Frame = 3;

    /// <summary>The documented estimate, reckoned apart from the product.</summary>
    public (long Input, long Output) Tokens => ((long)Math.Ceiling(InputBytes / InputBytesPerToken) + Frame, (long)Math.Ceiling(OutputBytes / OutputBytesPerToken));

    /// <summary>Reads it from a row's units.</summary>
    public static InvoiceBasis Of(InvoiceRow row)
    {
        using var units = JsonDocument.Parse(row.Units.ShouldNotBeNull());
        var told = units.RootElement.GetProperty("estimate");
        return new InvoiceBasis(
            told.GetProperty("inputBytes").GetInt32(), told.GetProperty("inputBytesPerToken").GetDouble(), told.GetProperty("outputBytes").GetInt32(), told.GetProperty("outputBytesPerToken").GetDouble());
    }
}
