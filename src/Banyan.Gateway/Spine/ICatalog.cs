namespace Banyan.Gateway.Spine;

/// <summary>Gives the snapshot in force.</summary>
public interface ICatalog
{
    /// <summary>The snapshot in force now. Read once per exchange.</summary>
    CatalogSnapshot Current { get; }
}
