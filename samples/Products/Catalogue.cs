namespace Products;

internal sealed record Product(string Id, string Sku, string Package, string Variation, Research[] Research);

internal sealed record DeprecatedProduct(string Sku, string Package, string Reason);

internal sealed record Research(Study Study, string? Outcome);

internal sealed record Study(string CaseNumber, string? Description);

internal sealed record Dimension(string Size, double Weight, string Unit);

/// <summary>A user as this subgraph knows one: what it provides itself, or what another subgraph sent along.</summary>
internal sealed record User(string Email, int? TotalProductsCreated, int? YearsOfEmployment)
{
    public int? AveragePerYear => TotalProductsCreated is { } total && YearsOfEmployment is > 0 and var years ? (int)Math.Round((double)total / years) : null;
}

internal sealed record Inventory(string Id);

/// <summary>The fixed data of the compatibility suite.</summary>
internal static class Catalogue
{
    public static Study[] Studies { get; } = [new("1234", "Federation Study"), new("1235", "Studio Study")];

    public static Research[] Research { get; } = [.. Studies.Select(study => new Research(study, null))];

    public static Product[] Products { get; } =
    [
        new("apollo-federation", "federation", "@apollo/federation", "OSS", [Research[0]]),
        new("apollo-studio", "studio", "", "platform", [Research[1]]),
    ];

    public static DeprecatedProduct[] Deprecated { get; } = [new("apollo-federation-v1", "@apollo/federation-v1", "Migrate to Federation V2")];

    public static Dimension Dimension { get; } = new("small", 1, "kg");

    public static User Creator { get; } = new("support@apollographql.com", 1337, 10);
}
