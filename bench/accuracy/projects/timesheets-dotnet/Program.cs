using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<Hours>(o => o.UseSqlServer(builder.Configuration.GetConnectionString("Hours")));
var app = builder.Build();
app.MapGet("/weeks/{week}", (int week, Hours hours) => hours.Entries.Where(e => e.Week == week));
app.Run();

class Hours(DbContextOptions<Hours> options) : DbContext(options)
{
    public DbSet<Entry> Entries => Set<Entry>();
}

class Entry
{
    public int Id { get; set; }
    public int Week { get; set; }
    public decimal Worked { get; set; }
}
