namespace Shop.Kit.Seeding;

/// <summary>A row of the table below: customer by place, days counted back from today.</summary>
internal sealed record OrderRow(string Number, int Customer, string[] Products, int Placed, int? Shipped = null, int? Delivered = null, bool IsCancelled = false);
