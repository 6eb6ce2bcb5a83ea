namespace Shop.Kit.Seeding;

/// <summary>Where somebody lives. Its line is what the monolith keeps.</summary>
public sealed record Address(string Street, string City, string Zip)
{
    public string Line => $"{Street}, {City}, {Zip}";
}
