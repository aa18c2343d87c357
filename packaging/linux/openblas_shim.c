/* OpenCV's BLAS and LAPACK calls, answered by NumPy's OpenBLAS.
 *
 * OpenCV's and NumPy's wheels bring an OpenBLAS each, 39 MB and 25 MB. They differ in names and in
 * the width of an integer: NumPy's has 64 bits ("ILP64") and names with scipy_ before and 64_ after.
 * This library has the name of OpenCV's, what OpenCV calls of it, and hands each call on. The
 * self-test of the bundle compares every one of them with NumPy (`_check_opencv`).
 *
 * Fortran passes everything by reference; the length of a text is an extra argument by value.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef int64_t wide;

/* -- C interface ------------------------------------------------------------------------------ */

#define REAL_GEMM(type, name)                                                                    \
    void scipy_cblas_##name##64_(int, int, int, wide, wide, wide, type, const type *, wide,      \
                                 const type *, wide, type, type *, wide);                        \
    void cblas_##name(int order, int ta, int tb, int m, int n, int k, type alpha, const type *a, \
                      int lda, const type *b, int ldb, type beta, type *c, int ldc)              \
    {                                                                                            \
        scipy_cblas_##name##64_(order, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);    \
    }
REAL_GEMM(float, sgemm)
REAL_GEMM(double, dgemm)

#define COMPLEX_GEMM(name)                                                                       \
    void scipy_cblas_##name##64_(int, int, int, wide, wide, wide, const void *, const void *,    \
                                 wide, const void *, wide, const void *, void *, wide);          \
    void cblas_##name(int order, int ta, int tb, int m, int n, int k, const void *alpha,         \
                      const void *a, int lda, const void *b, int ldb, const void *beta, void *c, \
                      int ldc)                                                                   \
    {                                                                                            \
        scipy_cblas_##name##64_(order, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);    \
    }
COMPLEX_GEMM(cgemm)
COMPLEX_GEMM(zgemm)

/* -- Fortran interface ------------------------------------------------------------------------ */

static int smaller(int a, int b) { return a < b ? a : b; }

static wide *integers(int count)
{
    wide *made = calloc(count > 0 ? (size_t)count : 1, sizeof(wide));
    if (made == NULL)
        abort();
    return made;
}

static void narrow(int *target, wide *source, int count)
{
    for (int i = 0; i < count; i++)
        target[i] = (int)source[i];
    free(source);
}

#define LAPACK(type, p)                                                                          \
    void scipy_##p##getrf_64_(wide *, wide *, type *, wide *, wide *, wide *);                   \
    void p##getrf_(int *m, int *n, type *a, int *lda, int *ipiv, int *info)                      \
    {                                                                                            \
        wide M = *m, N = *n, LDA = *lda, INFO = 0, *pivots = integers(smaller(*m, *n));          \
        scipy_##p##getrf_64_(&M, &N, a, &LDA, pivots, &INFO);                                    \
        narrow(ipiv, pivots, smaller(*m, *n));                                                   \
        *info = (int)INFO;                                                                       \
    }                                                                                            \
    void scipy_##p##gesv_64_(wide *, wide *, type *, wide *, wide *, type *, wide *, wide *);    \
    void p##gesv_(int *n, int *nrhs, type *a, int *lda, int *ipiv, type *b, int *ldb, int *info) \
    {                                                                                            \
        wide N = *n, NRHS = *nrhs, LDA = *lda, LDB = *ldb, INFO = 0, *pivots = integers(*n);     \
        scipy_##p##gesv_64_(&N, &NRHS, a, &LDA, pivots, b, &LDB, &INFO);                         \
        narrow(ipiv, pivots, *n);                                                                \
        *info = (int)INFO;                                                                       \
    }                                                                                            \
    void scipy_##p##posv_64_(char *, wide *, wide *, type *, wide *, type *, wide *, wide *,     \
                             size_t);                                                            \
    void p##posv_(char *uplo, int *n, int *nrhs, type *a, int *lda, type *b, int *ldb,           \
                  int *info)                                                                     \
    {                                                                                            \
        wide N = *n, NRHS = *nrhs, LDA = *lda, LDB = *ldb, INFO = 0;                             \
        scipy_##p##posv_64_(uplo, &N, &NRHS, a, &LDA, b, &LDB, &INFO, 1);                        \
        *info = (int)INFO;                                                                       \
    }                                                                                            \
    void scipy_##p##potrf_64_(char *, wide *, type *, wide *, wide *, size_t);                   \
    void p##potrf_(char *uplo, int *n, type *a, int *lda, int *info)                             \
    {                                                                                            \
        wide N = *n, LDA = *lda, INFO = 0;                                                       \
        scipy_##p##potrf_64_(uplo, &N, a, &LDA, &INFO, 1);                                       \
        *info = (int)INFO;                                                                       \
    }                                                                                            \
    void scipy_##p##gels_64_(char *, wide *, wide *, wide *, type *, wide *, type *, wide *,     \
                             type *, wide *, wide *, size_t);                                    \
    void p##gels_(char *trans, int *m, int *n, int *nrhs, type *a, int *lda, type *b, int *ldb,  \
                  type *work, int *lwork, int *info)                                             \
    {                                                                                            \
        wide M = *m, N = *n, NRHS = *nrhs, LDA = *lda, LDB = *ldb, LWORK = *lwork, INFO = 0;     \
        scipy_##p##gels_64_(trans, &M, &N, &NRHS, a, &LDA, b, &LDB, work, &LWORK, &INFO, 1);     \
        *info = (int)INFO;                                                                       \
    }                                                                                            \
    void scipy_##p##geqrf_64_(wide *, wide *, type *, wide *, type *, type *, wide *, wide *);   \
    void p##geqrf_(int *m, int *n, type *a, int *lda, type *tau, type *work, int *lwork,         \
                   int *info)                                                                    \
    {                                                                                            \
        wide M = *m, N = *n, LDA = *lda, LWORK = *lwork, INFO = 0;                               \
        scipy_##p##geqrf_64_(&M, &N, a, &LDA, tau, work, &LWORK, &INFO);                         \
        *info = (int)INFO;                                                                       \
    }                                                                                            \
    void scipy_##p##gesdd_64_(char *, wide *, wide *, type *, wide *, type *, type *, wide *,    \
                              type *, wide *, type *, wide *, wide *, wide *, size_t);           \
    void p##gesdd_(char *jobz, int *m, int *n, type *a, int *lda, type *s, type *u, int *ldu,    \
                   type *vt, int *ldvt, type *work, int *lwork, int *iwork, int *info)           \
    {                                                                                            \
        wide M = *m, N = *n, LDA = *lda, LDU = *ldu, LDVT = *ldvt, LWORK = *lwork, INFO = 0;     \
        wide *scratch = integers(8 * smaller(*m, *n));                                           \
        (void)iwork;                                                                             \
        scipy_##p##gesdd_64_(jobz, &M, &N, a, &LDA, s, u, &LDU, vt, &LDVT, work, &LWORK,         \
                             scratch, &INFO, 1);                                                 \
        free(scratch);                                                                           \
        *info = (int)INFO;                                                                       \
    }
LAPACK(float, s)
LAPACK(double, d)

void scipy_dgeev_64_(char *, char *, wide *, double *, wide *, double *, double *, double *, wide *,
                     double *, wide *, double *, wide *, wide *, size_t, size_t);
void dgeev_(char *jobvl, char *jobvr, int *n, double *a, int *lda, double *wr, double *wi,
            double *vl, int *ldvl, double *vr, int *ldvr, double *work, int *lwork, int *info)
{
    wide N = *n, LDA = *lda, LDVL = *ldvl, LDVR = *ldvr, LWORK = *lwork, INFO = 0;
    scipy_dgeev_64_(jobvl, jobvr, &N, a, &LDA, wr, wi, vl, &LDVL, vr, &LDVR, work, &LWORK, &INFO, 1,
                    1);
    *info = (int)INFO;
}
