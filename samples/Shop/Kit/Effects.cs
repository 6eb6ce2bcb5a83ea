using Microsoft.AspNetCore.Http;

namespace Shop.Kit;

/// <summary>Carries what a request changed from the operation to the ledger.</summary>
public static class Effects
{
    private const string Item = "shop.effect";
    private const string CutItem = "shop.cut";

    /// <summary>Tells what was changed, after it was.</summary>
    public static void Changed(this HttpContext context, string effect) => context.Items[Item] = effect;

    /// <summary>Has the connection cut without an answer, once the ledger has been written.</summary>
    internal static void Cut(this HttpContext context) => context.Items[CutItem] = true;

    internal static bool IsCut(this HttpContext context) => context.Items.ContainsKey(CutItem);

    internal static string? Effect(this HttpContext context) => context.Items[Item] as string;
}
