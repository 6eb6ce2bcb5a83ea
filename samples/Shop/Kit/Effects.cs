using Microsoft.AspNetCore.Http;

namespace Shop.Kit;

/// <summary>Carries what a request changed from the operation to the ledger.</summary>
public static class Effects
{
    private const string Item = "shop.effect";

    /// <summary>Tells what was changed, after it was.</summary>
    public static void Changed(this HttpContext context, string effect) => context.Items[Item] = effect;

    internal static string? Effect(this HttpContext context) => context.Items[Item] as string;
}
