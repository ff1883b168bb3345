// Lotka-Volterra by Runge-Kutta, bodies that attract each other, heat over a plate, soft dynamic time warping.
#include <algorithm>
#include <cmath>
#include <vector>

namespace
{
    struct Rates
    {
        double birth, hunt, growth, death;
    };

    inline void field(const Rates& r, double x, double y, double& dx, double& dy)
    {
        dx = x * (r.birth - r.hunt * y);
        dy = y * (r.growth * x - r.death);
    }

    // Adds the cotangents of one evaluation of the field at (x, y).
    inline void reverse_field(const Rates& r, Rates& g, double x, double y, double dx, double dy, double& x_grad, double& y_grad)
    {
        double xy = x * y;
        g.birth += dx * x;
        g.hunt -= dx * xy;
        g.growth += dy * xy;
        g.death -= dy * y;
        x_grad = dx * (r.birth - r.hunt * y) + dy * r.growth * y;
        y_grad = dy * (r.growth * x - r.death) - dx * r.hunt * x;
    }
}

extern "C" double lotka_volterra(double x, double y, double birth, double hunt, double growth, double death, double h, int steps)
{
    Rates r = {birth, hunt, growth, death};
    for (int t = 0; t < steps; t++)
    {
        double x1, y1, x2, y2, x3, y3, x4, y4;
        field(r, x, y, x1, y1);
        field(r, x + 0.5 * h * x1, y + 0.5 * h * y1, x2, y2);
        field(r, x + 0.5 * h * x2, y + 0.5 * h * y2, x3, y3);
        field(r, x + h * x3, y + h * y3, x4, y4);
        x += h / 6 * (x1 + 2 * (x2 + x3) + x4);
        y += h / 6 * (y1 + 2 * (y2 + y3) + y4);
    }

    return x;
}

extern "C" double lotka_volterra_gradient(double x, double y, double birth, double hunt, double growth, double death, double h, int steps, double* grad)
{
    static thread_local std::vector<double> kept;
    kept.resize(2 * steps);
    Rates r = {birth, hunt, growth, death}, g = {};
    for (int t = 0; t < steps; t++)
    {
        double x1, y1, x2, y2, x3, y3, x4, y4;
        kept[2 * t] = x;
        kept[2 * t + 1] = y;
        field(r, x, y, x1, y1);
        field(r, x + 0.5 * h * x1, y + 0.5 * h * y1, x2, y2);
        field(r, x + 0.5 * h * x2, y + 0.5 * h * y2, x3, y3);
        field(r, x + h * x3, y + h * y3, x4, y4);
        x += h / 6 * (x1 + 2 * (x2 + x3) + x4);
        y += h / 6 * (y1 + 2 * (y2 + y3) + y4);
    }

    double value = x, xg = 1, yg = 0;
    for (int t = steps - 1; t >= 0; t--)
    {
        double x1, y1, x2, y2, x3, y3, a, b;
        x = kept[2 * t];
        y = kept[2 * t + 1];
        field(r, x, y, x1, y1);
        double xa = x + 0.5 * h * x1, ya = y + 0.5 * h * y1;
        field(r, xa, ya, x2, y2);
        double xb = x + 0.5 * h * x2, yb = y + 0.5 * h * y2;
        field(r, xb, yb, x3, y3);
        double xc = x + h * x3, yc = y + h * y3;

        double sx = xg, sy = yg;
        reverse_field(r, g, xc, yc, h / 6 * xg, h / 6 * yg, a, b);
        sx += a;
        sy += b;
        reverse_field(r, g, xb, yb, h / 3 * xg + h * a, h / 3 * yg + h * b, a, b);
        sx += a;
        sy += b;
        reverse_field(r, g, xa, ya, h / 3 * xg + 0.5 * h * a, h / 3 * yg + 0.5 * h * b, a, b);
        sx += a;
        sy += b;
        reverse_field(r, g, x, y, h / 6 * xg + 0.5 * h * a, h / 6 * yg + 0.5 * h * b, a, b);
        xg = sx + a;
        yg = sy + b;
    }

    double all[] = {xg, yg, g.birth, g.hunt, g.growth, g.death};
    std::copy(all, all + 6, grad);
    return value;
}

namespace
{
    constexpr double Softening = 1e-2;

    // Velocities gain by the pull of all bodies; coordinates stand one after another: x of all, y of all, z of all.
    void pull(int n, double step, const double* __restrict r, const double* __restrict mass, double* __restrict v)
    {
        const double *__restrict x = r, *__restrict y = r + n, *__restrict z = r + 2 * n;
        for (int i = 0; i < n; i++)
        {
            double ax = 0, ay = 0, az = 0;
            for (int j = 0; j < n; j++)
            {
                double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
                double square = dx * dx + dy * dy + dz * dz + Softening;
                double strength = mass[j] / (square * std::sqrt(square));
                ax += strength * dx;
                ay += strength * dy;
                az += strength * dz;
            }

            v[i] += step * ax;
            v[n + i] += step * ay;
            v[2 * n + i] += step * az;
        }
    }

    void reverse_pull(int n, double step, const double* __restrict r, const double* __restrict mass, const double* __restrict v_grad, double* __restrict r_grad, double* __restrict mass_grad)
    {
        const double *__restrict x = r, *__restrict y = r + n, *__restrict z = r + 2 * n;
        double *__restrict gx = r_grad, *__restrict gy = r_grad + n, *__restrict gz = r_grad + 2 * n;
        for (int i = 0; i < n; i++)
        {
            double ax = step * v_grad[i], ay = step * v_grad[n + i], az = step * v_grad[2 * n + i], sx = 0, sy = 0, sz = 0;
            for (int j = 0; j < n; j++)
            {
                double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
                double square = dx * dx + dy * dy + dz * dz + Softening;
                double inverse = 1 / square;
                double cube = inverse / std::sqrt(square);
                double along = ax * dx + ay * dy + az * dz;
                double strength = mass[j] * cube;
                double change = -3 * along * strength * inverse;
                mass_grad[j] += along * cube;
                double px = strength * ax + change * dx, py = strength * ay + change * dy, pz = strength * az + change * dz;
                gx[j] += px;
                gy[j] += py;
                gz[j] += pz;
                sx += px;
                sy += py;
                sz += pz;
            }

            gx[i] -= sx;
            gy[i] -= sy;
            gz[i] -= sz;
        }
    }

    void apart(int n, const double* from, double* to)
    {
        for (int i = 0; i < n; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                to[c * n + i] = from[3 * i + c];
            }
        }
    }
}

extern "C" double bodies(int n, const double* positions, const double* velocities, const double* masses, double step, int steps)
{
    std::vector<double> r(3 * n), v(3 * n);
    apart(n, positions, r.data());
    apart(n, velocities, v.data());
    for (int t = 0; t < steps; t++)
    {
        pull(n, step, r.data(), masses, v.data());
        for (int i = 0; i < 3 * n; i++)
        {
            r[i] += step * v[i];
        }
    }

    double energy = 0;
    for (int i = 0; i < n; i++)
    {
        energy += 0.5 * masses[i] * (v[i] * v[i] + v[n + i] * v[n + i] + v[2 * n + i] * v[2 * n + i]);
    }

    return energy;
}

extern "C" double bodies_gradient(int n, const double* positions, const double* velocities, const double* masses, double step, int steps, double* positions_grad, double* velocities_grad, double* masses_grad)
{
    std::vector<double> r(3 * n * (steps + 1)), v(3 * n), v_grad(3 * n), r_grad(3 * n);
    apart(n, positions, r.data());
    apart(n, velocities, v.data());
    for (int t = 0; t < steps; t++)
    {
        const double* now = &r[3 * n * t];
        double* next = &r[3 * n * (t + 1)];
        pull(n, step, now, masses, v.data());
        for (int i = 0; i < 3 * n; i++)
        {
            next[i] = now[i] + step * v[i];
        }
    }

    double energy = 0;
    for (int i = 0; i < n; i++)
    {
        double square = v[i] * v[i] + v[n + i] * v[n + i] + v[2 * n + i] * v[2 * n + i];
        energy += 0.5 * masses[i] * square;
        masses_grad[i] = 0.5 * square;
        for (int c = 0; c < 3; c++)
        {
            v_grad[c * n + i] = masses[i] * v[c * n + i];
        }
    }

    for (int t = steps - 1; t >= 0; t--)
    {
        for (int i = 0; i < 3 * n; i++)
        {
            v_grad[i] += step * r_grad[i];
        }

        reverse_pull(n, step, &r[3 * n * t], masses, v_grad.data(), r_grad.data(), masses_grad);
    }

    for (int i = 0; i < n; i++)
    {
        for (int c = 0; c < 3; c++)
        {
            positions_grad[3 * i + c] = r_grad[c * n + i];
            velocities_grad[3 * i + c] = v_grad[c * n + i];
        }
    }

    return energy;
}

namespace
{
    inline void spread(int n, double k, const double* __restrict now, double* __restrict next)
    {
        for (int row = 1; row < n - 1; row++)
        {
            const double* __restrict u = now + row * n;
            double* __restrict out = next + row * n;
            for (int c = 1; c < n - 1; c++)
            {
                out[c] = u[c] + k * (u[c - n] + u[c + n] + u[c - 1] + u[c + 1] - 4 * u[c]);
            }
        }
    }
}

extern "C" double heat(int n, int steps, const double* start, double k, const double* wanted)
{
    std::vector<double> now(start, start + n * n), next(start, start + n * n);
    for (int t = 0; t < steps; t++)
    {
        spread(n, k, now.data(), next.data());
        now.swap(next);
    }

    double misfit = 0;
    for (int i = 0; i < n * n; i++)
    {
        misfit += 0.5 * (now[i] - wanted[i]) * (now[i] - wanted[i]);
    }

    return misfit;
}

// grad holds the cotangents of the points inside and zeros at the rim; what the rim gives to its neighbours inside is added up in rim.
extern "C" double heat_gradient(int n, int steps, const double* start, double k, const double* wanted, double* start_grad, double* k_grad)
{
    static thread_local std::vector<double> states;
    int size = n * n;
    states.resize((size_t)size * (steps + 1));
    std::copy(start, start + size, states.begin());
    for (int t = 0; t < steps; t++)
    {
        double* next = &states[(size_t)size * (t + 1)];
        const double* now = next - size;
        std::copy(now, now + n, next);
        std::copy(now + size - n, now + size, next + size - n);
        for (int row = 1; row < n - 1; row++)
        {
            next[row * n] = now[row * n];
            next[row * n + n - 1] = now[row * n + n - 1];
        }

        spread(n, k, now, next);
    }

    std::vector<double> grad(size), earlier(size), rim(size);
    const double* last = &states[(size_t)size * steps];
    double misfit = 0, by_k = 0;
    for (int i = 0; i < size; i++)
    {
        double difference = last[i] - wanted[i];
        int row = i / n, column = i % n;
        bool inside = row > 0 && row < n - 1 && column > 0 && column < n - 1;
        misfit += 0.5 * difference * difference;
        grad[i] = inside ? difference : 0;
        rim[i] = inside ? 0 : difference;
    }

    for (int t = steps - 1; t >= 0; t--)
    {
        const double* __restrict now = &states[(size_t)size * t];
        for (int c = 1; c < n - 1; c++)
        {
            rim[c] += k * grad[n + c];
            rim[size - n + c] += k * grad[size - 2 * n + c];
            rim[c * n] += k * grad[c * n + 1];
            rim[c * n + n - 1] += k * grad[c * n + n - 2];
        }

        for (int row = 1; row < n - 1; row++)
        {
            const double* __restrict g = &grad[row * n];
            const double* __restrict u = now + row * n;
            double* __restrict out = &earlier[row * n];
            double sum = 0;
            for (int c = 1; c < n - 1; c++)
            {
                sum += g[c] * (u[c - n] + u[c + n] + u[c - 1] + u[c + 1] - 4 * u[c]);
                out[c] = g[c] + k * (g[c - n] + g[c + n] + g[c - 1] + g[c + 1] - 4 * g[c]);
            }

            by_k += sum;
        }

        grad.swap(earlier);
    }

    for (int i = 0; i < size; i++)
    {
        start_grad[i] = grad[i] + rim[i];
    }

    *k_grad = by_k;
    return misfit;
}

namespace
{
    // The table of costs; of each cell the shares of the three ways to it, where wanted.
    double warp(int n, int m, const double* x, const double* y, double smoothness, double* shares)
    {
        static thread_local std::vector<double> above, row;
        above.assign(m + 1, 1e10);
        row.assign(m + 1, 1e10);
        above[0] = 0;
        double reciprocal = 1 / smoothness;
        for (int i = 0; i < n; i++)
        {
            row[0] = 1e10;
            for (int j = 1; j <= m; j++)
            {
                double difference = x[i] - y[j - 1], left = row[j - 1], up = above[j], diagonal = above[j - 1];
                double least = std::min(std::min(left, up), diagonal);
                double a = std::exp((least - left) * reciprocal), b = std::exp((least - up) * reciprocal), c = std::exp((least - diagonal) * reciprocal);
                double sum = a + b + c;
                row[j] = difference * difference + least - smoothness * std::log(sum);
                if (shares)
                {
                    double scale = 1 / sum;
                    double* share = shares + 3 * ((size_t)i * m + j - 1);
                    share[0] = a * scale;
                    share[1] = b * scale;
                    share[2] = c * scale;
                }
            }

            above.swap(row);
        }

        return above[m];
    }
}

extern "C" double warping(int n, int m, const double* x, const double* y, double smoothness)
{
    return warp(n, m, x, y, smoothness, nullptr);
}

extern "C" double warping_gradient(int n, int m, const double* x, const double* y, double smoothness, double* x_grad, double* y_grad)
{
    static thread_local std::vector<double> shares, under, row;
    shares.resize((size_t)3 * n * m);
    double value = warp(n, m, x, y, smoothness, shares.data());
    under.assign(m + 1, 0.0);
    row.assign(m + 1, 0.0);
    std::fill(y_grad, y_grad + m, 0.0);

    // under[j] is what the row below gave to cell (i, j); row[j] collects for the row above.
    under[m] = 1;
    for (int i = n - 1; i >= 0; i--)
    {
        std::fill(row.begin(), row.end(), 0.0);
        double sum = 0;
        for (int j = m; j >= 1; j--)
        {
            const double* share = &shares[3 * ((size_t)i * m + j - 1)];
            double grad = under[j];
            under[j - 1] += grad * share[0];
            row[j] += grad * share[1];
            row[j - 1] += grad * share[2];
            double term = 2 * grad * (x[i] - y[j - 1]);
            sum += term;
            y_grad[j - 1] -= term;
        }

        x_grad[i] = sum;
        under.swap(row);
    }

    return value;
}
